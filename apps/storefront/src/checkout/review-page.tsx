import type { Proposal } from '@parley/contracts'
import { withAmount } from '@parley/ui'
import { Row, TotalRows } from '../cart/totals.tsx'
import type { Reader } from '../reader.ts'
import { BoughtLines } from './order-summary.tsx'

/** Exactly what would be ordered, and one button that says what it does. */
export function ReviewPage({ proposal, why, reader }: { proposal: Proposal; why: string | null; reader: Reader }) {
  const { say, money } = reader
  const { checkout } = proposal
  const isOpen = proposal.status === 'open'
  return (
    <section class="review">
      <h1>{say('review.title')}</h1>
      {why === 'changed' && <p class="refusals">{say('review.changed')}</p>}
      {why === 'expired' && <p class="refusals">{say('review.expired')}</p>}
      {checkout && <BoughtLines lines={checkout.cart.lines} reader={reader} />}
      <dl class="details">
        {proposal.summary.map((row) => (
          <div>
            <dt>{row.label}</dt>
            <dd>{withAmount(row, reader.language)}</dd>
          </div>
        ))}
      </dl>
      {checkout && (
        <TotalRows totals={checkout.cart.totals} discounts={checkout.cart.discounts} reader={reader}>
          <Row label={say('totals.vat')} value={money(checkout.cart.totals.vat)} kind="soft" />
        </TotalRows>
      )}
      {isOpen ? (
        <form method="post" action="/checkout/confirm" data-once>
          <input type="hidden" name="proposal" value={proposal.id} />
          <button type="submit" class="button wide">
            {proposal.action}
          </button>
        </form>
      ) : (
        <p class="note">
          {proposal.status === 'confirmed' ? say('review.confirmed') : say('review.closed')}{' '}
          {proposal.status !== 'confirmed' && <a href="/checkout">{say('review.again')}</a>}
        </p>
      )}
      {isOpen && (
        <p class="center">
          <a href="/checkout">{say('review.alter')}</a>
        </p>
      )}
    </section>
  )
}
