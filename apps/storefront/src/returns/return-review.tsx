import type { Proposal, Refusal } from '@parley/contracts'
import { withAmount } from '@parley/ui'
import { RefusalNotes } from '../frame/refusal-notes.tsx'
import type { Reader } from '../reader.ts'

interface ReviewProps {
  orderId: string
  token: string
  proposal: Proposal
  refusals: readonly Refusal[]
  reader: Reader
}

/** Exactly what would come back and what goes back for it, and one button that says what it does. */
export function ReturnReview({ orderId, token, proposal, refusals, reader }: ReviewProps) {
  const { say } = reader
  const query = new URLSearchParams({ t: token })
  const isOpen = proposal.status === 'open'
  return (
    <section class="review">
      <h1>{say('return.review')}</h1>
      <RefusalNotes refusals={refusals} />
      <dl class="details">
        {proposal.summary.map((row) => (
          <div>
            <dt>{row.label}</dt>
            <dd>{withAmount(row, reader.language)}</dd>
          </div>
        ))}
      </dl>
      {isOpen ? (
        <form method="post" action={`/orders/${orderId}/return/confirm`} data-once>
          <input type="hidden" name="t" value={token} />
          <input type="hidden" name="proposal" value={proposal.id} />
          <button type="submit" class="button wide">
            {proposal.action}
          </button>
        </form>
      ) : (
        <p class="note">
          {say(proposal.status === 'confirmed' ? 'return.done' : 'review.closed')}{' '}
          <a href={`/orders/${orderId}?${query}#returns`}>{say('return.follow')}</a>
        </p>
      )}
      {isOpen && (
        <p class="center">
          <a href={`/orders/${orderId}/return?${query}`}>{say('review.alter')}</a>
        </p>
      )}
    </section>
  )
}
