export interface Later {
  label: string
  at: Date
}

/** Times one puts something off to, counted from now in the agent's own day. */
export function laterTimes(now: Date): Later[] {
  const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000)
  const morning = (days: number) => {
    const at = new Date(now)
    at.setDate(at.getDate() + days)
    at.setHours(9, 0, 0, 0)
    return at
  }
  const toMonday = (8 - now.getDay()) % 7 || 7
  return [
    { label: 'in an hour', at: inHours(1) },
    { label: 'in three hours', at: inHours(3) },
    { label: 'tomorrow at nine', at: morning(1) },
    ...(toMonday > 1 ? [{ label: 'Monday at nine', at: morning(toMonday) }] : []),
  ]
}
