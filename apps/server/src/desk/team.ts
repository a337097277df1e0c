import type { Team } from '@parley/contracts'

interface Arriving {
  channel: string
  language: string
  reason: string
}

/** The first team that takes conversations of this kind. An empty list takes everything, so a team that names nothing takes the rest. */
export function teamFor(arriving: Arriving, teams: readonly Team[]): Team | null {
  const takes = (list: readonly string[], one: string) => list.length === 0 || list.includes(one)
  return (
    teams.find(
      ({ channels, languages, reasons }) =>
        takes(channels, arriving.channel) && takes(languages, arriving.language) && takes(reasons, arriving.reason),
    ) ?? null
  )
}
