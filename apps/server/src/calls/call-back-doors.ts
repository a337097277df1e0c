import { z } from 'zod'
import { type Door, door } from '../db/door.ts'
import { granted, refuse } from '../kernel/refusals.ts'
import { type CallBackRow, lockCallBack, openCallBacks, setCallBackState } from './call-back-store.ts'

const callBack = z.object({
  id: z.string(),
  conversationId: z.string(),
  at: z.iso.datetime(),
  /** The zone in which she was told the time. */
  timeZone: z.string(),
  phone: z.string().nullable(),
  /** She and the desk have been reminded: it is time. */
  isDue: z.boolean(),
})

const view = (row: CallBackRow): z.infer<typeof callBack> => ({
  id: row.call_back_id,
  conversationId: row.conversation_id,
  at: row.at.toISOString(),
  timeZone: row.time_zone,
  phone: row.phone,
  isDue: row.state === 'reminded',
})

export const callBackDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/desk/call-backs',
    tag: 'calls',
    summary: 'Who is to be called back',
    description: 'The next one first. Calling in the conversation closes it.',
    access: { scope: 'conversations:read' },
    answer: z.object({ callBacks: z.array(callBack) }),
    handle: async (tx) => granted({ callBacks: (await openCallBacks(tx)).map(view) }),
  }),
  door({
    method: 'post',
    path: '/desk/call-backs/{callBackId}/close',
    tag: 'calls',
    summary: 'She was called another way, or needs no call any more',
    access: { scope: 'desk' },
    params: z.object({ callBackId: z.string() }),
    body: z.object({ as: z.enum(['called', 'dropped']) }),
    example: { as: 'called' },
    answer: z.object({ closed: z.literal(true) }),
    handle: async (tx, { params, body }) => {
      const row = await lockCallBack(tx, params.callBackId)
      if (!row) return refuse('call_back.not_found', 'There is no such call back.')
      await setCallBackState(tx, row.call_back_id, body.as)
      return granted({ closed: true as const })
    },
  }),
]
