import type { Refusal } from '@parley/contracts'
import { formatDate } from '@parley/ui'
import { Row } from '../cart/totals.tsx'
import { RefusalNotes } from '../frame/refusal-notes.tsx'
import type { Reader } from '../reader.ts'
import type { QuoteShown } from '../shop-port.ts'

interface QuoteProps {
  quote: QuoteShown
  token: string
  refusals: readonly Refusal[]
  reader: Reader
}

/** What each thing would cost, until when that holds, and one button that says what it does. */
export function QuotePage(props: QuoteProps) {
  const { quote, refusals, reader } = props
  const { say, money } = reader
  return (
    <section class="review">
      <h1>{say('quote.title', { number: quote.number })}</h1>
      <p class="lead">{say('quote.for', { company: quote.companyName })}</p>
      <RefusalNotes refusals={refusals} />
      <ul class="lines">
        {quote.lines.map((line) => (
          <QuoteLine key={line.variantId} line={line} reader={reader} />
        ))}
      </ul>
      {quote.note && (
        <dl class="details">
          <div>
            <dt>{say('quote.note')}</dt>
            <dd>{quote.note}</dd>
          </div>
        </dl>
      )}
      {quote.total && (
        <dl class="totals">
          <Row label={say('totals.total')} value={money(quote.total)} kind="grand" />
        </dl>
      )}
      <Answer {...props} />
    </section>
  )
}

function QuoteLine({ line, reader }: { line: QuoteShown['lines'][number]; reader: Reader }) {
  const { say, money } = reader
  const { quantity, unitPrice, listPrice } = line
  const isLower = unitPrice && listPrice && listPrice.amount > unitPrice.amount
  return (
    <li class="line wordy">
      <div class="line-words">
        <p>{`${quantity} × ${line.title}`}</p>
        {line.options && <p class="soft">{line.options}</p>}
        {unitPrice && (
          <p class="soft">
            {say('quote.each', { price: money(unitPrice) })}
            {isLower && `, ${say('quote.list', { price: money(listPrice) })}`}
          </p>
        )}
      </div>
      {unitPrice && <p class="amount">{money({ ...unitPrice, amount: unitPrice.amount * quantity })}</p>}
    </li>
  )
}

function Answer({ quote, token, reader }: QuoteProps) {
  const { say, language } = reader
  const { status, validUntil } = quote
  if (status !== 'priced' || validUntil === null)
    return (
      <p class="note">
        {say(status === 'accepted' ? 'quote.accepted' : status === 'declined' ? 'quote.declined' : 'quote.asked')}{' '}
        {status === 'accepted' && <a href="/checkout">{say('quote.to_checkout')}</a>}
      </p>
    )
  const date = formatDate(new Date(validUntil), language)
  if (!quote.holds) return <p class="note">{say('quote.past', { date })}</p>
  return (
    <>
      <p>{say('quote.until', { date })}</p>
      <form method="post" action={`/quotes/${quote.id}/accept`} data-once>
        <input type="hidden" name="t" value={token} />
        <input type="hidden" name="version" value={quote.version} />
        <button type="submit" class="button wide">
          {say('quote.accept')}
        </button>
        <p class="soft small">{say('quote.nothing_yet')}</p>
      </form>
      <form method="post" action={`/quotes/${quote.id}/decline`} data-once>
        <input type="hidden" name="t" value={token} />
        <button type="submit" class="button quiet wide">
          {say('quote.decline')}
        </button>
      </form>
    </>
  )
}
