import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Case, caseOf, initialState, type Reader } from '@parley/engine'
import type { FlowDefinition } from '@parley/sdk'
import { readerContext } from '../dialogue/read-turn.ts'
import type { Taught } from '../learning/index.ts'

/** Sentences that nothing was taught from, by language, as the folders of languages hold them. */
export function heldOutCases(folders: readonly string[], tags: readonly string[]): Map<string, Case[]> {
  const cases = new Map<string, Case[]>()
  for (const tag of tags)
    for (const folder of folders) {
      const file = join(folder, 'languages', tag, 'cases.jsonl')
      if (!existsSync(file)) continue
      const lines = readFileSync(file, 'utf8').split('\n')
      const read = lines.filter((line) => line !== '').map((line) => caseOf(JSON.parse(line), tag))
      cases.set(tag, [...(cases.get(tag) ?? []), ...read])
    }
  return cases
}

const mostChanged = 60

/** How two readers read the same held-out sentences, each as the first of a talk, and which of them they read differently. */
export function measure(
  base: Reader,
  own: Reader,
  cases: ReadonlyMap<string, readonly Case[]>,
  given: { tags: readonly string[]; flows: readonly FlowDefinition[] },
): Pick<Taught, 'scores' | 'changed'> {
  const scores: Taught['scores'] = []
  const changed: Taught['changed'] = []
  for (const [language, all] of cases) {
    const context = readerContext(initialState(language), {
      language,
      currency: 'EUR',
      languages: [...given.tags],
      flows: given.flows,
    })
    const jobOf = (reader: Reader, text: string) => reader.read(text, context).job ?? 'out_of_scope'
    const read = all
      .filter(hasOneJob)
      .map(({ text, job }) => ({ text, wanted: job, before: jobOf(base, text), after: jobOf(own, text) }))
    const right = (of: 'before' | 'after') => read.filter((one) => one[of] === one.wanted).length / (read.length || 1)
    scores.push({ language, cases: read.length, before: right('before'), after: right('after') })
    changed.push(...read.filter((one) => one.before !== one.after).map((one) => ({ ...one, language })))
  }
  return { scores, changed: changed.slice(0, mostChanged) }
}

/** Answers to a question, and two wishes at once, are not told by a job. */
const hasOneJob = ({ scene, commands = [] }: Case): boolean => scene === undefined && commands.length < 2
