import type { Approval, Proposal } from '@parley/contracts'
import { readProposal } from '../../commerce/checkout/index.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { decideApproval, lockApproval, readApprovals, writeApproval } from './approval-store.ts'
import type { DeedScene } from './deed-scene.ts'
import { carryOutDeskDeed, isAboveLimit, proposeDeskDeed, wishOf } from './desk-deeds.ts'
import { tellDesk } from './tell-deed.ts'

/** The agent's yes: done at once within her limit, asked for above it. */
export async function sayYes(
  scene: DeedScene,
  proposalId: string,
): Promise<Outcome<{ done: boolean; approvalId: string | null; resultId: string | null }>> {
  const { tx, row, agent } = scene
  const known = await readProposal(tx, proposalId)
  if (known?.conversationId !== row.conversation_id) return refuse('proposal.not_found', 'There is no such proposal.')
  if (known.resultId || !(await isAboveLimit(scene, known.body))) {
    const done = await carryOutDeskDeed(scene, proposalId)
    return done.ok ? granted({ done: true, approvalId: null, resultId: done.value.resultId }) : done
  }
  if (known.status !== 'open') return refuse('proposal.expired', 'The proposal has expired.')
  const wish = wishOf(known.body)
  const asked = await writeApproval(tx, {
    conversationId: row.conversation_id,
    proposalId,
    wish,
    by: agent.accountId,
  })
  if (asked.isNew) {
    await tellDesk(scene, `${agent.name} asks to be allowed: ${known.body.action}.`)
    tx.event('approval.asked', { conversation: row.conversation_id }, { approval: asked.id, kind: known.body.kind })
  }
  return granted({ done: false, approvalId: asked.id, resultId: null })
}

/** Opens the scene of the talk as the agent who asked. */
export type SceneOf = (conversationId: string, agentId: string) => Promise<DeedScene | null>

/**
 * Allows what was asked for and does it, as it was shown. Refused: `approval.not_found`, `approval.wrong_state` (it was decided),
 * `proposal.superseded` (it would no longer be what the agent was shown).
 */
export async function decide(
  tx: DeedScene['tx'],
  of: { approvalId: string; allow: boolean; by: { accountId: string; name: string } },
  sceneOf: SceneOf,
): Promise<Outcome<Approval>> {
  const { approvalId, allow, by } = of
  const asked = await lockApproval(tx, approvalId)
  const scene = asked && (await sceneOf(asked.conversationId, asked.askedBy))
  const shown = asked && (await readProposal(tx, asked.proposalId))
  if (!asked || !scene || !shown) return refuse('approval.not_found', 'Nothing of the kind was asked for.')
  if (asked.state !== 'asked') return refuse('approval.wrong_state', 'It has been decided already.')
  if (allow) {
    const fresh = await proposeDeskDeed(scene, asked.wish)
    if (!fresh.ok) return fresh
    if (!isSame(fresh.value, shown.body))
      return refuse('proposal.superseded', 'It would no longer be what was asked for. Let it be asked for again.')
    const done = await carryOutDeskDeed(scene, fresh.value.id)
    if (!done.ok) return done
  }
  await decideApproval(tx, approvalId, { state: allow ? 'approved' : 'declined', by: by.accountId })
  await tellDesk(scene, `${by.name} has ${allow ? 'allowed' : 'declined'}: ${shown.body.action}.`)
  tx.event('approval.decided', { conversation: asked.conversationId }, { approval: approvalId, allowed: allow })
  const [decided] = await readApprovals(tx, { approvalId })
  return decided ? granted(decided) : refuse('approval.not_found', 'Nothing of the kind was asked for.')
}

/** Days pass while somebody thinks: until when it holds may have moved, what it gives may not. */
const isSame = (one: Proposal, other: Proposal): boolean =>
  one.action === other.action &&
  one.total?.amount === other.total?.amount &&
  one.total?.currency === other.total?.currency &&
  JSON.stringify(goodsOf(one)) === JSON.stringify(goodsOf(other))

const goodsOf = ({ summary }: Proposal) => summary.filter(({ label }) => label !== 'Holds until')
