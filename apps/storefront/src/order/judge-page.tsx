import { Wrong } from '../checkout/field.tsx'
import { Portrait } from '../frame/product-cards.tsx'
import type { Reader } from '../reader.ts'
import type { JudgedProduct } from '../shop-port.ts'
import type { Said } from './judge-doors.tsx'

interface JudgeProps {
  order: { id: string; token: string; number: string; products: JudgedProduct[] }
  /** What was sent and would not do. */
  said: Said | null
  /** The product that was judged just now. */
  saved: string | null
  reader: Reader
}

export function JudgePage({ order, said, saved, reader }: JudgeProps) {
  const { say } = reader
  const query = `?t=${encodeURIComponent(order.token)}`
  return (
    <section class="judge">
      <h1>{say('judge.title')}</h1>
      <p class="lead">{say('judge.lead', { number: order.number })}</p>
      {order.products.length === 0 && <p>{say('judge.nothing')}</p>}
      {order.products.map((product) => (
        <JudgeForm
          product={product}
          action={`/orders/${order.id}/reviews${query}`}
          said={said?.productId === product.productId ? said : null}
          isSaved={saved === product.productId}
          reader={reader}
        />
      ))}
      <p>
        <a href={`/orders/${order.id}${query}`}>{say('judge.to_order')}</a>
      </p>
    </section>
  )
}

interface FormProps {
  product: JudgedProduct
  action: string
  said: Said | null
  isSaved: boolean
  reader: Reader
}

function JudgeForm({ product, action, said, isSaved, reader }: FormProps) {
  const { say } = reader
  const { productId, review } = product
  const kept = said ?? review
  const refusals = said?.refusals ?? []
  return (
    <form class="judged" method="post" action={action} aria-labelledby={`judge-${productId}`}>
      <input type="hidden" name="product" value={productId} />
      <Portrait picture={product.picture} alt="" eager />
      <div class="judged-words">
        <h2 id={`judge-${productId}`}>{product.title}</h2>
        {isSaved ? (
          <p class="note" role="status">
            {say('judge.saved')}
          </p>
        ) : (
          review && <p class="soft small">{say(`judge.${review.status}`, { reason: review.reason ?? '' })}</p>
        )}
        <fieldset class={refusals.length > 0 ? 'star-choice field wrong' : 'star-choice field'}>
          <legend>{say('judge.stars')}</legend>
          <div class="star-ways">
            {[1, 2, 3, 4, 5].map((stars) => (
              <label>
                <input type="radio" name="stars" value={stars} checked={kept?.stars === stars} required />
                <span aria-hidden="true">{'★'.repeat(stars)}</span>
                <span class="unseen">{say('judge.star', { count: stars })}</span>
              </label>
            ))}
          </div>
          <Wrong name={`stars-${productId}`} errors={refusals} />
        </fieldset>
        <div class="field">
          <label for={`title-${productId}`}>
            {say('judge.heading')} <span class="soft">{say('checkout.optional')}</span>
          </label>
          <input id={`title-${productId}`} name="title" maxLength={120} value={kept?.title ?? ''} />
        </div>
        <div class="field">
          <label for={`text-${productId}`}>
            {say('judge.text')} <span class="soft">{say('checkout.optional')}</span>
          </label>
          <textarea id={`text-${productId}`} name="text" rows={4} maxLength={4000}>
            {kept?.text ?? ''}
          </textarea>
        </div>
        <button type="submit" class="button">
          {review ? say('judge.again') : say('judge.send')}
        </button>
      </div>
    </form>
  )
}
