import { agentRules, agentStatus, conversation, deskAgent } from '@parley/contracts'
import { z } from 'zod'
import { conversationView, nameOf } from '../conversations/index.ts'
import { type Door, door } from '../db/door.ts'
import { audit } from '../identity/index.ts'
import { granted, orThrow, refuse } from '../kernel/refusals.ts'
import { agentActing } from './agent-acting.ts'
import { listAgents, memberName, setRules, setStatus } from './agent-store.ts'
import { transfer } from './transfer.ts'

const tag = 'desk'

/** Who works at the desk, who is here, and what each is given. */
export const agentDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/desk/agents',
    tag,
    summary: 'The people of the desk',
    description: 'With status, languages, skills, and how many conversations each has in hand.',
    access: { scope: 'conversations:read' },
    answer: z.object({ agents: z.array(deskAgent) }),
    handle: async (tx) => granted({ agents: await listAgents(tx) }),
  }),
  door({
    method: 'put',
    path: '/desk/status',
    tag,
    summary: 'Say whether you take conversations',
    description:
      'One status for all channels. Online takes new ones; away keeps her own; offline leaves whoever waits for her to others.',
    access: { scope: 'desk' },
    body: z.object({ status: agentStatus }),
    example: { status: 'online' },
    answer: z.object({ status: agentStatus }),
    handle: async (tx, { body, principal }) => {
      const { accountId } = await agentActing(tx, principal)
      await setStatus(tx, accountId, body.status)
      return granted({ status: body.status })
    },
  }),
  door({
    method: 'patch',
    path: '/desk/agents/{accountId}',
    tag,
    summary: 'Say what somebody is given',
    access: { scope: 'settings' },
    params: z.object({ accountId: z.string() }),
    body: agentRules.partial(),
    example: { capacity: 4, languages: ['sv', 'en'] },
    answer: deskAgent,
    handle: async (tx, { params, body, principal }) => {
      if ((await memberName(tx, params.accountId)) === null)
        return refuse('desk.no_such_agent', 'Nobody of that name answers here.')
      await setRules(tx, params.accountId, body)
      await audit(tx, principal, 'agent.rules', params.accountId, body)
      const agent = (await listAgents(tx)).find(({ accountId }) => accountId === params.accountId)
      return agent ? granted(agent) : refuse('desk.no_such_agent', 'Nobody of that name answers here.')
    },
  }),
  door({
    method: 'post',
    path: '/desk/conversations/{conversationId}/transfer',
    tag,
    summary: 'Give a conversation to a colleague or a team',
    access: { scope: 'desk' },
    params: z.object({ conversationId: z.string() }),
    body: z.object({
      accountId: z.string().optional(),
      teamId: z.string().optional(),
      note: z.string().trim().max(10_000).optional(),
    }),
    example: { teamId: 'tem_…', note: 'Wants her money back, order T-10042.' },
    answer: conversation,
    handle: async (tx, { params, body, principal }) => {
      const row = orThrow(await transfer(tx, params.conversationId, await agentActing(tx, principal), body))
      return granted(conversationView(row, 'desk', await nameOf(tx, row.agent_id)))
    },
  }),
]
