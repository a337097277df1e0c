import type { Command } from '@parley/contracts'
import { meaningsIn } from '../words/meanings.ts'
import { type Message, sureJob } from './message.ts'
import { searchJobs } from './query.ts'

/** What a bot has no business with: a person takes it at once, whatever else was going on. */
const reasons = ['safety', 'legal'] as const
/** "A gift for a lawyer", read this surely, threatens nobody. */
const sureSearch = 0.7

/** To a person, where words of danger or of the law are said; null otherwise. */
export function urgentCommand(message: Message): Command | null {
  const { tokens, language } = message.sentence
  const meant = new Set(meaningsIn(language.meanings, tokens).flat())
  const reason = reasons.find((one) => meant.has(one))
  if (reason === undefined) return null
  const search = sureJob(message, sureSearch)
  return search && searchJobs.has(search.job) ? null : { type: 'hand_over', reason }
}
