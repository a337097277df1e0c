import { liveVisitor } from '@parley/contracts'
import { z } from 'zod'
import { type Door, door } from '../../db/door.ts'
import { audit } from '../../identity/index.ts'
import { granted } from '../../kernel/refusals.ts'
import { agentActing } from '../agent-acting.ts'
import { cartWorth } from './cart-worth.ts'
import { joinVisit, visitorsNow } from './visits.ts'

/** Who is in the shop now, and writing to one of them. */
export const visitDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/desk/visitors',
    tag: 'desk',
    summary: 'Who is in the shop now',
    description:
      'Everybody seen within the last minute. Nothing of it is kept, and who asks not to be followed is not in it.',
    access: { scope: 'desk' },
    answer: z.object({ visitors: z.array(liveVisitor) }),
    handle: async (tx) => granted({ visitors: await visitorsNow(tx, cartWorth) }),
  }),
  door({
    method: 'post',
    path: '/desk/visitors/{visitId}/join',
    tag: 'desk',
    summary: 'Write to somebody who is in the shop',
    description: 'Begins a conversation, or goes on with hers, as the agent’s own.',
    access: { scope: 'desk' },
    params: z.object({ visitId: z.string() }),
    body: z.object({ text: z.string().trim().min(1).max(4_000), clientId: z.string().min(1).max(60).optional() }),
    example: { text: 'Hello, may I help you choose?' },
    answer: z.object({ conversationId: z.string() }),
    status: 201,
    handle: async (tx, { params, body, principal }) => {
      const joined = await joinVisit(tx, await agentActing(tx, principal), { ...params, ...body })
      if (joined.ok) await audit(tx, principal, 'visit.joined', joined.value.conversationId)
      return joined
    },
  }),
]
