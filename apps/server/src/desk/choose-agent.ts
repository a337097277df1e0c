/** Somebody at the desk who is here and takes new conversations, with what she has in hand. */
export interface Helper {
  accountId: string
  name: string
  languages: readonly string[]
  skills: readonly string[]
  teams: readonly string[]
  capacity: number
  channelCapacity: Readonly<Record<string, number>>
  /** Open conversations of hers, all together and by channel. */
  load: number
  channelLoad: Readonly<Record<string, number>>
  lastAssignedAt: number
}

/** A conversation in the queue, and what it asks of whoever gets it. */
export interface Waiting {
  conversationId: string
  channel: string
  language: string
  /** Any of these teams; nobody's in particular where there is none. */
  teams: readonly string[]
  skills: readonly string[]
  /** Who talked with this shopper last. */
  formerAgentId: string | null
}

/** The first in the queue whom somebody free can help, and who that is; a later one passes only those for whom nobody is free. */
export function nextMatch(
  queue: readonly Waiting[],
  helpers: readonly Helper[],
): { waiting: Waiting; helper: Helper } | null {
  for (const waiting of queue) {
    const helper = chooseAgent(waiting, helpers)
    if (helper) return { waiting, helper }
  }
  return null
}

/** Her former agent where she is free, else whoever has most room, else whoever has waited longest for work. */
function chooseAgent(waiting: Waiting, helpers: readonly Helper[]): Helper | null {
  const able = helpers.filter((helper) => mayHelp(helper, waiting))
  const former = able.find(({ accountId }) => accountId === waiting.formerAgentId)
  return former ?? able.toSorted(byRoom)[0] ?? null
}

function mayHelp(helper: Helper, { channel, language, teams, skills }: Waiting): boolean {
  const most = helper.channelCapacity[channel]
  return (
    helper.load < helper.capacity &&
    (most === undefined || (helper.channelLoad[channel] ?? 0) < most) &&
    (helper.languages.length === 0 || helper.languages.includes(language)) &&
    (teams.length === 0 || teams.some((team) => helper.teams.includes(team))) &&
    skills.every((skill) => helper.skills.includes(skill))
  )
}

function byRoom(one: Helper, other: Helper): number {
  return (
    one.load / one.capacity - other.load / other.capacity ||
    one.lastAssignedAt - other.lastAssignedAt ||
    one.accountId.localeCompare(other.accountId)
  )
}
