import type { CompanyApproval, Refusal } from '@parley/contracts'
import { withAmount } from '@parley/ui'
import type { Answer, Call, Door } from '../doors/door.ts'
import { RefusalNotes } from '../frame/refusal-notes.tsx'
import type { Reader } from '../reader.ts'

/** A colleague's order, for the approver to whom the link was mailed. */
const lookDoor: Door = {
  method: 'GET',
  path: /^\/approvals\/(?<proposal>[\w-]{1,80})$/,
  open: (call) => approvalPage(call, linkOf(call), []),
}

const decideDoor: Door = {
  method: 'POST',
  path: /^\/approvals\/(?<proposal>[\w-]{1,80})$/,
  async open(call) {
    const { visit, names, form } = call
    const [proposalId, link] = [names.proposal ?? '', { by: form.text('by'), t: form.text('t') }]
    const to = form.text('to') === 'approved' ? 'approved' : 'refused'
    if ((await visit.approvals.byLink(proposalId, link.by, link.t)) === null) return { kind: 'missing' }
    const done = await visit.approvals.decide(proposalId, link.by, link.t, to)
    if (!done.ok) return approvalPage(call, link, done.refusals)
    return { kind: 'elsewhere', to: `/approvals/${proposalId}?${new URLSearchParams(link)}` }
  },
}

export const approvalDoors: Door[] = [lookDoor, decideDoor]

type Link = { by: string; t: string }

const linkOf = ({ url }: Call): Link => ({
  by: url.searchParams.get('by') ?? '',
  t: url.searchParams.get('t') ?? '',
})

async function approvalPage(call: Call, link: Link, refusals: readonly Refusal[]): Promise<Answer> {
  const approval = await call.visit.approvals.byLink(call.names.proposal ?? '', link.by, link.t)
  if (!approval) return { kind: 'missing' }
  const reader = await call.reader()
  const body = <ApprovalPage {...{ approval, link, refusals, reader }} />
  const page = { title: reader.say('approval.title'), body, isPrivate: true }
  return { kind: 'page', status: refusals.length > 0 ? 422 : 200, reader, page }
}

interface ApprovalProps {
  approval: CompanyApproval
  link: Link
  refusals: readonly Refusal[]
  reader: Reader
}

function ApprovalPage({ approval, link, refusals, reader }: ApprovalProps) {
  const { say, money, language } = reader
  const { status, total, summary, askedBy, proposalId } = approval
  return (
    <section class="review">
      <h1>{say('approval.title')}</h1>
      <p class="lead">{say('approval.by', { name: askedBy ?? say('approval.somebody') })}</p>
      <RefusalNotes refusals={refusals} />
      <dl class="details">
        {summary.map((row) => (
          <div>
            <dt>{row.label}</dt>
            <dd>{withAmount(row, language)}</dd>
          </div>
        ))}
        {total && (
          <div>
            <dt>{say('totals.total')}</dt>
            <dd>{money(total)}</dd>
          </div>
        )}
      </dl>
      {status === 'asked' ? (
        <>
          <Decide {...{ proposalId, link }} to="approved" label={say('approval.approve')} look="button wide" />
          <Decide {...{ proposalId, link }} to="refused" label={say('approval.refuse')} look="button quiet wide" />
        </>
      ) : (
        <p class="note">{say(`approval.${status}`)}</p>
      )}
    </section>
  )
}

function Decide(props: { proposalId: string; link: Link; to: 'approved' | 'refused'; label: string; look: string }) {
  const { proposalId, link, to, label, look } = props
  return (
    <form method="post" action={`/approvals/${proposalId}`} data-once>
      <input type="hidden" name="by" value={link.by} />
      <input type="hidden" name="t" value={link.t} />
      <input type="hidden" name="to" value={to} />
      <button type="submit" class={look}>
        {label}
      </button>
    </form>
  )
}
