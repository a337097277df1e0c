import { call, callMode, iceServers } from '@parley/contracts'
import { z } from 'zod'
import { nameOf, visibleConversation } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { type Door, door } from '../db/door.ts'
import { agentActing } from '../desk/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { granted, orThrow, refuse } from '../kernel/refusals.ts'
import { acceptByDesk, acceptByShopper, declineByDesk, hangUp, transfer } from './answer-call.ts'
import { type CallRow, callView } from './call.ts'
import { liveCallIn, liveCalls, lockCall, readCall } from './call-store.ts'
import { moveCoBrowsing } from './co-browsing.ts'
import { waysOf } from './ice-servers.ts'
import { callFromPage } from './shopper-moves.ts'
import { callDesk, callShopper } from './start-call.ts'
import { visibleCall } from './visible-call.ts'

const idParams = z.object({ callId: z.string() })
const device = z.string().min(8).max(60)
const tag = 'calls'
const either = { visitor: true, scope: 'desk' } as const

const sideOfPrincipal = (principal: Principal) => (principal.kind === 'visitor' ? 'shopper' : 'desk')

const told = async (tx: ShopTransaction, row: CallRow, principal: Principal) =>
  granted(callView(row, sideOfPrincipal(principal), await nameOf(tx, row.agent_id)))

const lockVisible = async (tx: ShopTransaction, callId: string, principal: Principal): Promise<CallRow> =>
  orThrow(await visibleCall(tx, await lockCall(tx, callId), principal))

const start = door({
  method: 'post',
  path: '/conversations/{conversationId}/calls',
  tag,
  summary: 'Call',
  description:
    'A shopper calls the desk: it rings at whoever has the conversation, then at her team, then at anybody who is free. An agent calls the shopper on the page she is on. A call that goes on already is answered with itself.',
  access: either,
  params: z.object({ conversationId: z.string() }),
  body: z.object({ device, mode: callMode.default('audio') }),
  example: { device: 'a-page-of-hers', mode: 'audio' },
  answer: call,
  status: 201,
  handle: async (tx, { params, body, principal }) => {
    const conversation = orThrow(await visibleConversation(tx, params.conversationId, principal))
    const given = { conversation, ...body }
    const row = orThrow(
      principal.kind === 'visitor'
        ? await callDesk(tx, given)
        : await callShopper(tx, { ...given, agent: await agentActing(tx, principal) }),
    )
    return told(tx, row, principal)
  },
})

const startAnew = door({
  method: 'post',
  path: '/calls',
  tag,
  summary: 'Call the desk from a page',
  description: 'In the shopper’s current conversation; one is opened where she has none.',
  access: { visitor: true },
  body: z.object({ device, mode: callMode.default('audio') }),
  example: { device: 'a-page-of-hers', mode: 'audio' },
  answer: call,
  status: 201,
  handle: async (tx, { body, principal }) => {
    if (principal.kind !== 'visitor') return refuse('auth.forbidden', 'Only a shopper calls the desk.')
    return told(tx, orThrow(await callFromPage(tx, principal.visitorId, body)), principal)
  },
})

const live = door({
  method: 'get',
  path: '/conversations/{conversationId}/calls/live',
  tag,
  summary: 'The call that goes on in a conversation',
  access: { visitor: true, scope: 'conversations:read' },
  params: z.object({ conversationId: z.string() }),
  answer: z.object({ call: call.nullable() }),
  handle: async (tx, { params, principal }) => {
    orThrow(await visibleConversation(tx, params.conversationId, principal))
    const row = await liveCallIn(tx, params.conversationId)
    return granted({
      call: row && callView(row, sideOfPrincipal(principal), await nameOf(tx, row.agent_id)),
    })
  },
})

const read = door({
  method: 'get',
  path: '/calls/{callId}',
  tag,
  summary: 'Read a call',
  access: { visitor: true, scope: 'conversations:read' },
  params: idParams,
  answer: call,
  handle: async (tx, { params, principal }) =>
    told(tx, orThrow(await visibleCall(tx, await readCall(tx, params.callId), principal)), principal),
})

const accept = door({
  method: 'post',
  path: '/calls/{callId}/accept',
  tag,
  summary: 'Take a call that rings',
  description: 'Of two who take it at once one has it; to the other it rings no more. The conversation comes with it.',
  access: either,
  params: idParams,
  body: z.object({ device }),
  example: { device: 'a-page-of-hers' },
  answer: call,
  handle: async (tx, { params, body, principal }) => {
    const row = await lockVisible(tx, params.callId, principal)
    const taken =
      principal.kind === 'visitor'
        ? await acceptByShopper(tx, row, body.device)
        : await acceptByDesk(tx, row, await agentActing(tx, principal), body.device)
    return told(tx, orThrow(taken), principal)
  },
})

const decline = door({
  method: 'post',
  path: '/calls/{callId}/decline',
  tag,
  summary: 'Do not take a call',
  description: 'It rings on at the others.',
  access: either,
  params: idParams,
  answer: call,
  handle: async (tx, { params, principal }) => {
    const row = await lockVisible(tx, params.callId, principal)
    const done =
      principal.kind === 'visitor'
        ? await hangUp(tx, row, 'shopper')
        : await declineByDesk(tx, row, (await agentActing(tx, principal)).accountId)
    return told(tx, orThrow(done), principal)
  },
})

const end = door({
  method: 'post',
  path: '/calls/{callId}/hang-up',
  tag,
  summary: 'End a call',
  access: either,
  params: idParams,
  answer: call,
  handle: async (tx, { params, principal }) => {
    const row = await lockVisible(tx, params.callId, principal)
    if (principal.kind !== 'visitor' && row.agent_id !== (await agentActing(tx, principal)).accountId)
      return refuse('call.wrong_state', 'Only those who talk can end it.')
    return told(tx, orThrow(await hangUp(tx, row, sideOfPrincipal(principal))), principal)
  },
})

const give = door({
  method: 'post',
  path: '/calls/{callId}/transfer',
  tag,
  summary: 'Give a call to a colleague',
  description: 'It rings at hers while you talk on, and is hers once she takes it.',
  access: { scope: 'desk' },
  params: idParams,
  body: z.object({ accountId: z.string(), note: z.string().trim().min(1).max(2_000).optional() }),
  example: { accountId: 'acc_colleague', note: 'She asks about the large order of May.' },
  answer: call,
  handle: async (tx, { params, body, principal }) => {
    const row = await lockVisible(tx, params.callId, principal)
    return told(tx, orThrow(await transfer(tx, row, await agentActing(tx, principal), body)), principal)
  },
})

const look = door({
  method: 'put',
  path: '/calls/{callId}/co-browsing',
  tag,
  summary: 'Ask to see the shopper’s page, or look away',
  description:
    'She is asked, and nothing is seen before her yes. What she types is hidden before it leaves her browser; either side ends it at any time.',
  access: { scope: 'desk' },
  params: idParams,
  body: z.object({ to: z.enum(['asked', 'off']) }),
  example: { to: 'asked' },
  answer: call,
  handle: async (tx, { params, body, principal }) => {
    const row = await lockVisible(tx, params.callId, principal)
    if (row.agent_id !== (await agentActing(tx, principal)).accountId)
      return refuse('call.wrong_state', 'Only the one who talks can ask for that.')
    return told(tx, orThrow(await moveCoBrowsing(tx, row, { side: 'desk', principal }, body.to)), principal)
  },
})

const desk = door({
  method: 'get',
  path: '/desk/calls',
  tag,
  summary: 'Calls that ring or go on',
  access: { scope: 'conversations:read' },
  answer: z.object({ calls: z.array(call) }),
  handle: async (tx, { principal }) => {
    const rows = await liveCalls(tx)
    const views = rows.map(async (row) => callView(row, sideOfPrincipal(principal), await nameOf(tx, row.agent_id)))
    return granted({ calls: await Promise.all(views) })
  },
})

/** The doors of calls; `sealing` opens the TURN server's secret. */
export function callDoors(sealing: string): Door[] {
  const ways = door({
    method: 'get',
    path: '/calls/{callId}/ice-servers',
    tag,
    summary: 'How the two sides find each other',
    description: 'STUN and TURN servers of the shop, with a credential made for this call that soon expires.',
    access: either,
    params: idParams,
    answer: iceServers,
    handle: async (tx, { params, principal }) => {
      const row = orThrow(await visibleCall(tx, await readCall(tx, params.callId), principal))
      return waysOf(tx, row, sealing)
    },
  })
  return [startAnew, start, live, read, accept, decline, end, give, look, desk, ways]
}
