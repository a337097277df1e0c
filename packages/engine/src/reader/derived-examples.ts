import type { Job } from '@parley/contracts'
import type { LanguageDefinition } from '@parley/sdk'
import { seededRandom } from './model/random.ts'
import type { Example, Lexicon } from './train.ts'

/** Jobs that a language's own lists already spell out. */
const listed: readonly { job: Job; words: readonly (keyof LanguageDefinition['words'])[] }[] = [
  { job: 'affirm', words: ['yes'] },
  { job: 'deny', words: ['no'] },
  { job: 'never_mind', words: ['cancel'] },
  { job: 'undo', words: ['undo'] },
  { job: 'cheaper', words: ['cheaper'] },
]

/**
 * Examples that follow from what a language says of itself: its words for yes and no, and its openers before goods of any trade.
 * Only for jobs that have examples of their own.
 */
export function derivedExamples(language: LanguageDefinition, lexicon: Lexicon, jobs: ReadonlySet<Job>): Example[] {
  const { tag } = language
  const random = seededRandom(23)
  const goods = Object.values(lexicon).flatMap((forms) => forms.slice(0, 2))
  const pick = (): string => goods[Math.floor(random() * goods.length)] ?? ''
  const made = listed.flatMap(({ job, words }) =>
    words.flatMap((list) => (language.words[list] ?? []).map((text) => ({ text, job, language: tag }))),
  )
  if (goods.length > 0) {
    for (const opener of language.carrierPhrases) {
      made.push({ text: `${opener} ${pick()}`, job: 'find_product', language: tag })
    }
    const [coin = ''] = Object.keys(language.money.currencies).filter((word) => /^\p{L}{3,}$/u.test(word))
    for (const opener of language.carrierPhrases.slice(0, 60)) {
      made.push({ text: `${opener} ${pick()} 50 ${coin}`, job: 'find_product', language: tag })
    }
    for (let count = 0; count < 60; count++) made.push({ text: pick(), job: 'find_product', language: tag })
  }
  return made.filter(({ job }) => jobs.has(job))
}
