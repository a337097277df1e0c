import { savedView, savedViewGiven } from '@parley/contracts'
import { z } from 'zod'
import { type Door, door } from '../db/door.ts'
import { granted, refuse } from '../kernel/refusals.ts'
import { agentActing } from './agent-acting.ts'
import { readTeam } from './team-store.ts'
import { addView, removeView, viewsFor } from './view-store.ts'

/** Lists that somebody has made for herself, her team or all. */
export const viewDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/desk/views',
    tag: 'desk',
    summary: 'Lists that were made',
    access: { scope: 'desk' },
    answer: z.object({ views: z.array(savedView) }),
    handle: async (tx, { principal }) =>
      granted({ views: await viewsFor(tx, (await agentActing(tx, principal)).accountId) }),
  }),
  door({
    method: 'post',
    path: '/desk/views',
    tag: 'desk',
    summary: 'Make a list',
    access: { scope: 'desk' },
    body: savedViewGiven,
    example: { name: 'Late, in Finnish', forAll: true, filter: { status: 'open', language: 'fi', late: true } },
    answer: savedView,
    status: 201,
    handle: async (tx, { body, principal }) => {
      if (body.teamId !== null && !(await readTeam(tx, body.teamId)))
        return refuse('team.not_found', 'There is no such team.', { path: 'teamId' })
      return granted(await addView(tx, (await agentActing(tx, principal)).accountId, body))
    },
  }),
  door({
    method: 'delete',
    path: '/desk/views/{viewId}',
    tag: 'desk',
    summary: 'Throw a list away',
    access: { scope: 'desk' },
    params: z.object({ viewId: z.string() }),
    answer: z.object({ removed: z.literal(true) }),
    handle: async (tx, { params, principal }) =>
      (await removeView(tx, (await agentActing(tx, principal)).accountId, params.viewId))
        ? granted({ removed: true as const })
        : refuse('view.not_found', 'There is no such list of yours.'),
  }),
]
