import { teaching } from '@parley/contracts'
import { z } from 'zod'
import { type Door, door } from '../db/door.ts'
import { audit } from '../identity/index.ts'
import { principalName } from '../kernel/principal.ts'
import { granted, refuse } from '../kernel/refusals.ts'
import { leaveLive, makeLive, oweTeaching, readTeachings } from './teaching-store.ts'

const tag = 'learning'
const answer = z.object({ teachings: z.array(teaching) })

/** Versions of what the shop has taught. `changed` is told of what is live from then on. */
export function teachingDoors({ changed }: { changed: (shopId: string) => void }): Door[] {
  return [
    door({
      method: 'get',
      path: '/learning/teachings',
      tag,
      summary: 'Versions of what the shop has taught its bot',
      description:
        'The newest first, each with how sentences that nobody taught from are read without it and with it, by language.',
      access: { scope: 'understanding' },
      answer,
      handle: async (tx) => granted({ teachings: await readTeachings(tx) }),
    }),
    door({
      method: 'post',
      path: '/learning/teachings',
      tag,
      summary: 'Teach anew',
      description: 'In the background; it goes live only where no language loses more than half a point.',
      access: { scope: 'understanding' },
      status: 202,
      answer,
      handle: async (tx, { principal }) => {
        await oweTeaching(tx, principalName(principal))
        return granted({ teachings: await readTeachings(tx) })
      },
    }),
    door({
      method: 'post',
      path: '/learning/teachings/{teachingId}/live',
      tag,
      summary: 'Read by an earlier version',
      description: 'One that was live before; `base` for the reading as it ships, without anything taught.',
      access: { scope: 'settings' },
      params: z.object({ teachingId: z.string().max(80) }),
      answer,
      handle: async (tx, { params, principal }) => {
        if (params.teachingId === 'base') await leaveLive(tx)
        else if (!(await makeLive(tx, params.teachingId)))
          return refuse('learning.no_such_version', 'There is no version of that name that was live before.')
        await audit(tx, principal, 'learning.rolled_back', params.teachingId)
        tx.event('learning.taught', {}, { teaching: params.teachingId, state: 'live' })
        changed(tx.shopId)
        return granted({ teachings: await readTeachings(tx) })
      },
    }),
  ]
}
