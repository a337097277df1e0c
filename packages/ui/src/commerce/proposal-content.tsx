import type { Proposal } from '@parley/contracts'
import { useEffect, useState } from 'preact/hooks'
import { type Drawing, inWords, useActing } from '../act.ts'
import { formatMoney, withAmount } from '../format.ts'
import { Refusals } from '../refusals.tsx'
import { Lines, Row, TotalRows } from './lines.tsx'

/** Exactly what would happen, and one button that says so. Pressed once it stays pressed, unless it was refused. */
export function ProposalContent({ proposal, drawing }: { proposal: Proposal; drawing: Drawing }) {
  const acting = useActing(drawing.act)
  const expired = useExpired(proposal.expiresAt)
  const checkout = proposal.checkout
  const ended = endedAs(proposal, acting.state === 'done' || drawing.settled, expired)
  const confirm = () => {
    acting.act(
      { type: 'click', action: `confirm:${proposal.id}`, label: proposal.action.slice(0, 200) },
      proposal.action,
    )
  }
  const title = inWords(drawing, proposal.kind === 'place-order' ? 'proposal.order' : 'proposal.title')
  return (
    <article class="card proposal" aria-label={title}>
      <h3>{title}</h3>
      {checkout && <Lines lines={checkout.cart.lines} drawing={drawing} />}
      {proposal.summary.length > 0 && (
        <dl class="summary">
          {proposal.summary.map((row) => (
            <Row label={row.label} value={withAmount(row, drawing.language)} />
          ))}
        </dl>
      )}
      {checkout ? (
        <TotalRows totals={checkout.cart.totals} drawing={drawing} />
      ) : (
        proposal.total && (
          <dl class="totals">
            <Row label={inWords(drawing, 'totals.total')} value={formatMoney(proposal.total, drawing.language)} grand />
          </dl>
        )
      )}
      {ended ? (
        <p class="state">{inWords(drawing, ended)}</p>
      ) : (
        !(drawing.settled && !drawing.act) && (
          <button type="button" class="button wide" disabled={acting.state !== 'ready'} onClick={confirm}>
            {acting.state === 'busy' ? inWords(drawing, 'proposal.busy') : proposal.action}
          </button>
        )
      )}
      <Refusals refusals={acting.refusals} />
    </article>
  )
}

function endedAs(proposal: Proposal, pressed: boolean, expired: boolean): string | undefined {
  if (proposal.status !== 'open') return `proposal.${proposal.status}`
  if (pressed) return 'proposal.answered'
  return expired ? 'proposal.expired' : undefined
}

/** Turns true by itself when the time is up. */
function useExpired(at: string): boolean {
  const [expired, setExpired] = useState(() => Date.parse(at) <= Date.now())
  useEffect(() => {
    const left = Date.parse(at) - Date.now()
    // Timers wrap beyond 24 days; such a proposal outlives the page.
    if (left > 2 ** 31 - 1) return
    const timer = setTimeout(() => setExpired(true), left)
    return () => clearTimeout(timer)
  }, [at])
  return expired
}
