import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Example, TextsByLanguage } from '@parley/engine'
import type {
  ChannelDefinition,
  ConnectorDefinition,
  FlowDefinition,
  LanguageDefinition,
  ModelDefinition,
  PaymentDefinition,
} from '@parley/sdk'
import { z } from 'zod'
import type { Log } from '../kernel/log.ts'
import { giveExtensionsTheSdk } from './resolve-hook.ts'

export interface Extensions {
  channels: ChannelDefinition[]
  languages: LanguageDefinition[]
  flows: FlowDefinition[]
  payments: PaymentDefinition[]
  connectors: ConnectorDefinition[]
  models: ModelDefinition[]
  /** Texts of flows, by flow, language and key; those of the runtime beside them. */
  texts: { byFlow: Record<string, TextsByLanguage>; runtime: TextsByLanguage }
  examples: Example[]
  lexicons: Record<string, Record<string, string[]>>
  /** What did not load, and why; the rest works. */
  failed: { folder: string; reason: string }[]
}

const identified = z.looseObject({ id: z.string() })
const tagged = z.looseObject({ tag: z.string(), stem: z.function() })

const kinds = ['channels', 'languages', 'flows', 'payments', 'connectors', 'models'] as const
type Kind = (typeof kinds)[number]

/** Finds every extension by reading the folders: there is no list to edit. One that fails is named and left out. */
export async function loadExtensions(roots: readonly string[], log: Log): Promise<Extensions> {
  giveExtensionsTheSdk()
  const found: Extensions = {
    channels: [],
    languages: [],
    flows: [],
    payments: [],
    connectors: [],
    models: [],
    texts: { byFlow: {}, runtime: {} },
    examples: [],
    lexicons: {},
    failed: [],
  }
  for (const root of roots) {
    for (const kind of kinds) {
      for (const folder of foldersIn(join(root, kind))) await loadOne(kind, folder, found, log)
    }
  }
  return found
}

async function loadOne(kind: Kind, folder: string, found: Extensions, log: Log): Promise<void> {
  try {
    const module: unknown = await import(pathToFileURL(join(folder, 'index.ts')).href)
    const definition = z.object({ default: z.unknown() }).parse(module).default
    add(kind, definition, found)
    if (kind === 'flows') readFlowFiles(folder, identified.parse(definition).id, found)
    if (kind === 'languages') readLanguageFiles(folder, tagged.parse(definition).tag, found)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    found.failed.push({ folder, reason })
    log.error({ error, extension: folder }, 'an extension did not load and is left out')
  }
}

/** The same id from a later root replaces the earlier one, so that a shop can have its own way of doing a thing that ships. */
function add(kind: Kind, definition: unknown, found: Extensions): void {
  const adders: Record<Kind, () => void> = {
    languages: () => replace(found.languages, checked<LanguageDefinition>(tagged, definition), (one) => one.tag),
    flows: () => replace(found.flows, checked<FlowDefinition>(identified, definition), (one) => one.id),
    channels: () => replace(found.channels, checked<ChannelDefinition>(identified, definition), (one) => one.id),
    payments: () => replace(found.payments, checked<PaymentDefinition>(identified, definition), (one) => one.id),
    models: () => replace(found.models, checked<ModelDefinition>(identified, definition), (one) => one.id),
    connectors: () => replace(found.connectors, checked<ConnectorDefinition>(identified, definition), (one) => one.id),
  }
  adders[kind]()
}

/** A module is foreign until it has shown the fields we look it up by; the rest of its shape is its compiler's to check. */
function checked<T>(schema: z.ZodType, definition: unknown): T {
  return z
    .custom<T>((value) => schema.safeParse(value).success, 'does not export a definition as its default')
    .parse(definition)
}

function replace<T>(list: T[], one: T, name: (item: T) => string): void {
  const at = list.findIndex((item) => name(item) === name(one))
  if (at < 0) list.push(one)
  else list[at] = one
}

const textFile = z.record(z.string(), z.string())
const textsFile = z.record(z.string(), textFile)
const exampleLine = z.object({ text: z.string(), job: z.string().optional() })

function readFlowFiles(folder: string, flow: string, found: Extensions): void {
  for (const file of readdirSync(folder)) {
    const texts = /^texts\.([\w-]+)\.json$/.exec(file)?.[1]
    if (texts) mergeTexts(found, flow, texts, textFile.parse(readJson(join(folder, file))))
    const examples = /^examples\.([\w-]+)\.jsonl$/.exec(file)?.[1]
    if (examples)
      found.examples.push(
        ...readLines(join(folder, file)).map((line) => ({ text: line.text, job: line.job ?? '', language: examples })),
      )
  }
}

function readLanguageFiles(folder: string, tag: string, found: Extensions): void {
  const texts = join(folder, 'texts.json')
  if (existsSync(texts))
    for (const [flow, own] of Object.entries(textsFile.parse(readJson(texts)))) mergeTexts(found, flow, tag, own)
  const examples = join(folder, 'examples')
  for (const file of existsSync(examples) ? readdirSync(examples).sort() : []) {
    const job = file.replace(/\.jsonl$/, '')
    found.examples.push(...readLines(join(examples, file)).map((line) => ({ text: line.text, job, language: tag })))
  }
  const lexicon = join(folder, 'lexicon.json')
  if (existsSync(lexicon)) found.lexicons[tag] = z.record(z.string(), z.array(z.string())).parse(readJson(lexicon))
}

function mergeTexts(found: Extensions, flow: string, tag: string, own: Record<string, string>): void {
  const place = flow === 'runtime' ? found.texts.runtime : (found.texts.byFlow[flow] ?? {})
  if (flow !== 'runtime') found.texts.byFlow[flow] = place
  place[tag] = { ...place[tag], ...own }
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

function readLines(file: string): z.infer<typeof exampleLine>[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => exampleLine.parse(JSON.parse(line)))
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'index.ts')))
    .map((entry) => join(folder, entry.name))
    .sort()
}
