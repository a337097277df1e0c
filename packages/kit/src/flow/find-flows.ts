import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { TextsByLanguage } from '@parley/engine'
import type { FlowDefinition } from '@parley/sdk'
import { z } from 'zod'

/** A flow's folder, with everything in it that can be proved. */
export interface FoundFlow {
  folder: string
  flow: FlowDefinition
  texts: TextsByLanguage
  stories: { name: string; text: string }[]
  sources: string[]
}

const textFile = z.record(z.string(), z.string())

/** Every folder with an `index.ts` below the given ones, in the order of their names. A folder that declares no flow is a fault. */
export async function findFlows(...roots: string[]): Promise<FoundFlow[]> {
  const folders = roots
    .filter((root) => existsSync(root))
    .flatMap((root) => readdirSync(root, { withFileTypes: true }).map((entry) => join(root, entry.name)))
    .filter((folder) => existsSync(join(folder, 'index.ts')))
    .sort()
  return await Promise.all(folders.map(readFlow))
}

async function readFlow(folder: string): Promise<FoundFlow> {
  const loaded: unknown = await import(pathToFileURL(join(folder, 'index.ts')).href)
  const flow = typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : null
  if (!isFlow(flow)) throw new Error(`${folder}/index.ts declares no flow`)
  return { folder, flow, texts: readTexts(folder), stories: readStories(folder), sources: readSources(folder) }
}

/** What a definition holds is proved by running it; here only that it is one. */
function isFlow(value: unknown): value is FlowDefinition {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    'jobs' in value &&
    'steps' in value &&
    'slots' in value
  )
}

function readTexts(folder: string): TextsByLanguage {
  const found: TextsByLanguage = {}
  for (const file of readdirSync(folder)) {
    const tag = /^texts\.([A-Za-z-]+)\.json$/.exec(file)?.[1]
    if (tag !== undefined) found[tag] = textFile.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))
  }
  return found
}

function readStories(folder: string): FoundFlow['stories'] {
  const stories = join(folder, 'stories')
  if (!existsSync(stories)) return []
  const files = readdirSync(stories).filter((file) => file.endsWith('.txt'))
  return files.map((name) => ({ name, text: readFileSync(join(stories, name), 'utf8') }))
}

function readSources(folder: string): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  return files.map((file) => readFileSync(join(folder, file), 'utf8'))
}
