import type { LanguageDefinition } from '@parley/sdk'
import type { Model } from '../src/reader/model/model.ts'
import { context, taught } from '../src/reader/reader-scene.ts'
import { type Example, type Lexicon, train } from '../src/reader/train.ts'

const folder = new URL('../../../extensions/languages/', import.meta.url)

/** Where the test's own file system reads: the engine has none, and neither has what stands beside it. */
interface Files {
  existsSync(at: URL): boolean
  readdirSync(at: URL): string[]
  readFileSync(at: URL, as: 'utf8'): string
}

/** What a reader has learnt that knows the few jobs of the tests' scene in all its languages. */
export async function learntScene({
  existsSync,
  readdirSync,
  readFileSync,
}: Files): Promise<{ model: Model; languages: LanguageDefinition[] }> {
  const examples: Example[] = []
  const lexicons: Record<string, Lexicon> = {}
  const languages: LanguageDefinition[] = []
  for (const tag of context.allowedLanguages) {
    const { default: definition }: { default: LanguageDefinition } = await import(
      new URL(`${tag}/index.ts`, folder).href
    )
    languages.push(definition)
    const lexicon = new URL(`${tag}/lexicon.json`, folder)
    if (existsSync(lexicon)) lexicons[tag] = JSON.parse(readFileSync(lexicon, 'utf8'))
    for (const file of readdirSync(new URL(`${tag}/examples/`, folder))) {
      const job = file.replace('.jsonl', '')
      if (!taught.includes(job)) continue
      for (const line of readFileSync(new URL(`${tag}/examples/${file}`, folder), 'utf8')
        .split('\n')
        .filter(Boolean)) {
        examples.push({ text: JSON.parse(line).text, job, language: tag })
      }
    }
  }
  return { model: train(examples, { languages, lexicons, epochs: 5 }), languages }
}
