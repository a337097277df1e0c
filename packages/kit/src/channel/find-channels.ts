import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { content } from '@parley/contracts'
import type { ChannelDefinition, RawRequest } from '@parley/sdk'
import { z } from 'zod'

const heard = z.object({
  hears: z.object({
    method: z.string().default('POST'),
    url: z.string().default('https://shop.example/hooks/channels/shp_kit/inb_kit'),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.unknown(),
  }),
  incoming: z.array(z.unknown()),
})
const polled = z.object({
  polls: z.object({
    cursor: z.string().nullable(),
    answers: z.array(z.object({ status: z.int().default(200), body: z.unknown() })),
  }),
  incoming: z.array(z.unknown()),
  cursor: z.string(),
})
const sent = z.object({
  outgoing: z.object({
    to: z.object({ address: z.string(), thread: z.string().optional() }),
    content,
    text: z.string(),
    language: z.string(),
  }),
  requests: z.array(
    z.object({
      method: z.string(),
      url: z.string(),
      headers: z.record(z.string(), z.string()).default({}),
      body: z.unknown(),
    }),
  ),
})
const fixture = z.union([heard, polled, sent])

type Named<T> = T & { name: string }
export type Sign = (request: RawRequest, settings: unknown) => RawRequest | Promise<RawRequest>

/** A channel's folder with what it takes to prove it. */
export interface FoundChannel {
  channel: ChannelDefinition
  harness: ChannelHarness
}

export interface ChannelHarness {
  settings: unknown
  sign: Sign
  heard: Named<z.infer<typeof heard>>[]
  polled: Named<z.infer<typeof polled>>[]
  sent: Named<z.infer<typeof sent>>[]
}

/** Every folder with an `index.ts` below the given ones, with its fixtures. A folder that declares no channel is a fault. */
export async function findChannels(...roots: string[]): Promise<FoundChannel[]> {
  const folders = roots
    .filter((root) => existsSync(root))
    .flatMap((root) => readdirSync(root, { withFileTypes: true }).map((entry) => join(root, entry.name)))
    .filter((folder) => existsSync(join(folder, 'index.ts')))
    .sort()
  return await Promise.all(folders.map(readChannel))
}

async function readChannel(folder: string): Promise<FoundChannel> {
  const channel = await defaultOf(join(folder, 'index.ts'))
  if (!isChannel(channel)) throw new Error(`${folder}/index.ts declares no channel`)
  const fixtures = join(folder, 'fixtures')
  const names = existsSync(fixtures) ? readdirSync(fixtures).filter((file) => file.endsWith('.json')) : []
  const read = names
    .filter((file) => file !== 'settings.json')
    .sort()
    .map((file) => ({ name: file.replace(/\.json$/, ''), ...fixture.parse(readJson(join(fixtures, file))) }))
  const signFile = join(fixtures, 'sign.ts')
  const sign = existsSync(signFile) ? await defaultOf(signFile) : null
  const harness: ChannelHarness = {
    settings: names.includes('settings.json') ? readJson(join(fixtures, 'settings.json')) : {},
    sign: isSign(sign) ? sign : (request) => request,
    heard: read.filter((one) => 'hears' in one),
    polled: read.filter((one) => 'polls' in one),
    sent: read.filter((one) => 'outgoing' in one),
  }
  return { channel, harness }
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

async function defaultOf(file: string): Promise<unknown> {
  const loaded: unknown = await import(pathToFileURL(file).href)
  return typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : null
}

/** What a definition holds is proved by running it; here only that it is one. */
function isChannel(value: unknown): value is ChannelDefinition {
  return typeof value === 'object' && value !== null && 'id' in value && 'hears' in value && 'capabilities' in value
}

const isSign = (value: unknown): value is Sign => typeof value === 'function'
