import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Case, caseOf, type Example, runtimeTexts } from '@parley/engine'
import type { LanguageDefinition } from '@parley/sdk'
import { z } from 'zod'

type Texts = Record<string, Record<string, string>>
/** A language's folder, with everything in it that can be proved. */
export interface FoundLanguage {
  folder: string
  language: LanguageDefinition
  texts: Texts | null
  lexicon: Record<string, string[]>
  examples: Example[]
  cases: Case[]
  /** Held out as `cases` are, and written later by somebody who had not seen what the reader makes of them. */
  freshCases: Case[]
}

const textFile = z.record(z.string(), z.string())
const exampleLine = z.object({ text: z.string().min(1), job: z.string().optional() })

/** Every folder with an `index.ts` below `languages` in the given ones; a folder that declares no language is a fault. */
export async function findLanguages(...roots: string[]): Promise<FoundLanguage[]> {
  const folders = roots
    .map((root) => join(root, 'languages'))
    .filter((root) => existsSync(root))
    .flatMap((root) => readdirSync(root, { withFileTypes: true }).map((entry) => join(root, entry.name)))
    .filter((folder) => existsSync(join(folder, 'index.ts')))
    .sort()
  return await Promise.all(folders.map(readLanguage))
}

async function readLanguage(folder: string): Promise<FoundLanguage> {
  const loaded: unknown = await import(pathToFileURL(join(folder, 'index.ts')).href)
  const language = typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : null
  if (!isLanguage(language)) throw new Error(`${folder}/index.ts declares no language`)
  const texts = join(folder, 'texts.json')
  const lexicon = join(folder, 'lexicon.json')
  const files = globSync('*.jsonl', { cwd: join(folder, 'examples') }).sort()
  return {
    folder,
    language,
    texts: existsSync(texts) ? z.record(z.string(), textFile).parse(readJson(texts)) : null,
    lexicon: existsSync(lexicon)
      ? z.record(z.string(), z.array(z.string().min(1)).min(1)).parse(readJson(lexicon))
      : {},
    examples: files.flatMap((file) => {
      const job = basename(file, '.jsonl')
      return linesOf(join(folder, 'examples', file)).map((line) => ({
        text: exampleLine.parse(line).text,
        job,
        language: language.tag,
      }))
    }),
    cases: casesIn(join(folder, 'cases.jsonl'), language.tag),
    freshCases: casesIn(join(folder, 'fresh-cases.jsonl'), language.tag),
  }
}

/** The English texts that a language translates, by section: the runtime's and those of every flow below the given folders. */
export function sourceTexts(...roots: string[]): Texts {
  const flows = roots
    .flatMap((root) => globSync('flows/*/texts.en.json', { cwd: root }).map((file) => join(root, file)))
    .map((file) => [basename(dirname(file)), textFile.parse(readJson(file))])
  return { ...Object.fromEntries(flows), runtime: runtimeTexts }
}

const casesIn = (file: string, tag: string): Case[] =>
  existsSync(file) ? linesOf(file).map((line) => caseOf(line, tag)) : []

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

const linesOf = (file: string): unknown[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line))

/** What a definition holds is proved by using it; here only that it is one. */
function isLanguage(value: unknown): value is LanguageDefinition {
  return typeof value === 'object' && value !== null && 'tag' in value && 'stem' in value && 'locale' in value
}
