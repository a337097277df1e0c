import { team, teamGiven } from '@parley/contracts'
import { z } from 'zod'
import { type Door, door } from '../db/door.ts'
import { audit } from '../identity/index.ts'
import { granted, orThrow, refuse } from '../kernel/refusals.ts'
import { readTeam, readTeams, removeTeam, saveTeam } from './team-store.ts'

const params = z.object({ teamId: z.string() })
const missing = () => refuse('team.not_found', 'There is no such team.')
const example = {
  name: 'Returns',
  reasons: ['complaint_damaged'],
  languages: ['sv', 'fi'],
  serviceLevels: { firstAnswerMinutes: 15 },
}

/** Teams: what comes to them, who is in them, when they work and what they promise. */
export const teamDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/desk/teams',
    tag: 'desk',
    summary: 'The teams of the desk',
    access: { scope: 'conversations:read' },
    answer: z.object({ teams: z.array(team) }),
    handle: async (tx) => granted({ teams: await readTeams(tx) }),
  }),
  door({
    method: 'post',
    path: '/desk/teams',
    tag: 'desk',
    summary: 'Make a team',
    access: { scope: 'settings' },
    body: teamGiven,
    example,
    answer: team,
    status: 201,
    handle: async (tx, { body, principal }) => {
      const saved = orThrow(await saveTeam(tx, body))
      await audit(tx, principal, 'team.make', saved.id, { name: saved.name })
      return granted(saved)
    },
  }),
  door({
    method: 'put',
    path: '/desk/teams/{teamId}',
    tag: 'desk',
    summary: 'Alter a team',
    access: { scope: 'settings' },
    params,
    body: teamGiven,
    example,
    answer: team,
    handle: async (tx, { params, body, principal }) => {
      if (!(await readTeam(tx, params.teamId))) return missing()
      const saved = orThrow(await saveTeam(tx, body, params.teamId))
      await audit(tx, principal, 'team.alter', saved.id, { name: saved.name })
      return granted(saved)
    },
  }),
  door({
    method: 'delete',
    path: '/desk/teams/{teamId}',
    tag: 'desk',
    summary: 'Dissolve a team',
    description: 'Its conversations go to whoever is free.',
    access: { scope: 'settings' },
    params,
    answer: z.object({ removed: z.literal(true) }),
    handle: async (tx, { params, principal }) => {
      if (!(await removeTeam(tx, params.teamId))) return missing()
      await audit(tx, principal, 'team.remove', params.teamId)
      return granted({ removed: true as const })
    },
  }),
]
