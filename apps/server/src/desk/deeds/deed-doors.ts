import { randomInt } from 'node:crypto'
import { approval, deskDeed, deskRules, proposedDeed } from '@parley/contracts'
import { z } from 'zod'
import type { PaymentParts } from '../../commerce/payments/index.ts'
import { type AgentActing, nameOf, readConversation } from '../../conversations/index.ts'
import type { ShopTransaction } from '../../db/database.ts'
import { type Door, door } from '../../db/door.ts'
import { audit, changeSettings, readShop } from '../../identity/index.ts'
import { hasLimits } from '../../kernel/agent-limits.ts'
import { granted, refuse } from '../../kernel/refusals.ts'
import { agentActing } from '../agent-acting.ts'
import { readApprovals } from './approval-store.ts'
import { decide, sayYes } from './approvals.ts'
import type { DeedScene } from './deed-scene.ts'
import { isAboveLimit, proposeDeskDeed } from './desk-deeds.ts'

const tag = 'desk'
const params = z.object({ conversationId: z.string() })
const noTalk = () => refuse('conversation.not_found', 'There is no such conversation.')

/** What an agent does for a shopper without leaving the talk: shown first, done by a yes, asked for where it is more than she may give. */
export function deedDoors(parts: PaymentParts): readonly Door[] {
  const sceneIn = async (
    tx: ShopTransaction,
    conversationId: string,
    by: { agent: AgentActing; isLimited: boolean },
  ): Promise<DeedScene | null> => {
    const row = await readConversation(tx, conversationId)
    const rules = (await readShop(tx)).settings.deskRules
    return row && { tx, row, ...by, rules, parts, random: (below) => randomInt(below) }
  }
  return [
    door({
      method: 'post',
      path: '/desk/conversations/{conversationId}/deeds',
      tag,
      summary: 'Propose something for the shopper',
      description:
        'An offer on her cart, a refund, a cancellation or a link to pay by. Nothing is done until it is confirmed. `needsApproval` says that it is above the agent’s limit.',
      access: { scope: 'desk' },
      params,
      body: deskDeed,
      example: { do: 'offer', off: { percent: 1000 } },
      answer: proposedDeed,
      status: 201,
      handle: async (tx, { params, body, principal }) => {
        const agent = await agentActing(tx, principal)
        const scene = await sceneIn(tx, params.conversationId, { agent, isLimited: hasLimits(principal) })
        if (!scene) return noTalk()
        const proposed = await proposeDeskDeed(scene, body)
        if (!proposed.ok) return proposed
        return granted({ proposal: proposed.value, needsApproval: await isAboveLimit(scene, proposed.value) })
      },
    }),
    door({
      method: 'post',
      path: '/desk/conversations/{conversationId}/deeds/{proposalId}/confirm',
      tag,
      summary: 'Say yes to what was proposed for the shopper',
      description:
        'Done once and told to her in the thread; above the agent’s limit an owner or admin is asked instead.',
      access: { scope: 'desk' },
      params: params.extend({ proposalId: z.string() }),
      answer: z.object({ done: z.boolean(), approvalId: z.string().nullable() }),
      handle: async (tx, { params, principal }) => {
        const agent = await agentActing(tx, principal)
        const scene = await sceneIn(tx, params.conversationId, { agent, isLimited: hasLimits(principal) })
        if (!scene) return noTalk()
        const said = await sayYes(scene, params.proposalId)
        if (!said.ok) return said
        const { done, approvalId, resultId } = said.value
        const detail = { conversation: params.conversationId, approval: approvalId, result: resultId }
        await audit(tx, principal, done ? 'deed.done' : 'deed.asked', params.proposalId, detail)
        return granted({ done, approvalId })
      },
    }),
    door({
      method: 'get',
      path: '/desk/approvals',
      tag,
      summary: 'What was asked for above somebody’s limit',
      description: 'What waits comes first, the oldest before the others.',
      access: { scope: 'desk' },
      query: z.object({
        state: approval.shape.state.optional(),
        conversationId: z.string().max(64).optional(),
      }),
      answer: z.object({ approvals: z.array(approval) }),
      handle: async (tx, { query }) => granted({ approvals: await readApprovals(tx, query) }),
    }),
    door({
      method: 'post',
      path: '/desk/approvals/{approvalId}',
      tag,
      summary: 'Allow it, or decline it',
      description: 'What is allowed is done at once, as it was shown; refused where it would be something else by now.',
      access: { scope: 'settings' },
      params: z.object({ approvalId: z.string() }),
      body: z.object({ allow: z.boolean() }),
      example: { allow: true },
      answer: approval,
      handle: async (tx, { params: { approvalId }, body: { allow }, principal }) => {
        const by = await agentActing(tx, principal)
        const decided = await decide(tx, { approvalId, allow, by }, async (conversationId, accountId) =>
          sceneIn(tx, conversationId, {
            agent: { accountId, name: (await nameOf(tx, accountId)) ?? '' },
            isLimited: false,
          }),
        )
        if (decided.ok) await audit(tx, principal, allow ? 'deed.allowed' : 'deed.declined', approvalId)
        return decided
      },
    }),
    door({
      method: 'get',
      path: '/desk/rules',
      tag,
      summary: 'What agents may give, and how the desk meets shoppers',
      access: { scope: 'desk' },
      answer: deskRules,
      handle: async (tx) => granted((await readShop(tx)).settings.deskRules),
    }),
    door({
      method: 'put',
      path: '/desk/rules',
      tag,
      summary: 'Say what agents may give, and how the desk meets shoppers',
      access: { scope: 'settings' },
      body: deskRules,
      example: { offerPercent: 15, offerDays: 7, refundUpTo: { EUR: 5000 }, typingPreview: false, preChat: [] },
      answer: deskRules,
      handle: async (tx, { body, principal }) => {
        const changed = await changeSettings(tx, () => granted({ deskRules: body }))
        if (!changed.ok) return changed
        await audit(tx, principal, 'desk_rules.changed', tx.shopId, body)
        return granted(changed.value.deskRules)
      },
    }),
  ]
}
