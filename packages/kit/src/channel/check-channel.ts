import { readSendResult } from '@parley/engine'
import type { ChannelContext, ChannelDefinition, Incoming, RawRequest } from '@parley/sdk'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { checkAtServer, type OpenChannelServer } from './check-at-server.ts'
import { checkTelling, now, outgoingOf, partsOf } from './check-telling.ts'
import type { ChannelHarness } from './find-channels.ts'
import { sampleContents } from './sample-contents.ts'

/** What every channel must keep. Those with Parley's own doors hear and send nothing by themselves, so for them it is what they can tell. */
export function checkChannel(channel: ChannelDefinition, harness: ChannelHarness, open: OpenChannelServer): void {
  const settings = channel.settings.parse(harness.settings)
  const context: ChannelContext<unknown> = {
    settings,
    now: () => now,
    fetch: () => Promise.reject(new Error('no network')),
  }
  describe(`the channel ${channel.id}`, () => {
    test('it has a name and settings, and every secret is one of them', () => {
      expect(channel.id).toMatch(/^[a-z][a-z0-9-]*$/)
      expect(channel.name).not.toBe('')
      for (const secret of channel.secrets) expect(settings).toHaveProperty(secret)
      expect(channel.capabilities.text.max).toBeGreaterThan(20)
    })
    checkTelling(channel)
    if (channel.hears === 'own') {
      test('nobody calls it and it calls nobody', () => {
        expect([channel.verify, channel.receive, channel.poll, channel.requests]).toEqual(Array(4).fill(undefined))
      })
      return
    }
    if (channel.hears === 'pull') checkPolling(channel, harness, context)
    else checkHearing(channel, harness, context)
    if (channel.requests) checkRequests(channel, harness, context)
    if (channel.hears !== 'pull') checkAtServer(channel, harness, open)
  })
}

/** A fixture's request as the provider would send it. */
export async function requestOf(harness: ChannelHarness, one: ChannelHarness['heard'][number]): Promise<RawRequest> {
  const { method, url, headers, body } = one.hears
  const bytes = new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body))
  return await harness.sign({ method, url, headers, body: bytes }, harness.settings)
}

function checkHearing(channel: ChannelDefinition, harness: ChannelHarness, context: ChannelContext<unknown>): void {
  test('it brings requests to hear, and among them words', () => {
    const kinds = harness.heard
      .flatMap((one) => one.incoming)
      .map((one) => z.looseObject({ kind: z.string() }).parse(one).kind)
    expect(kinds).toContain('message')
  })

  test.each(harness.heard)('it hears "$name" as it is meant', async (one) => {
    const request = await requestOf(harness, one)
    expect(await channel.verify?.(request, context)).toBe(true)
    expect(plain(channel.receive?.(request, context) ?? [])).toEqual(one.incoming)
  })

  test.each(harness.heard)('what comes again is "$name" by the same ids', async (one) => {
    const request = await requestOf(harness, one)
    const ids = () =>
      (channel.receive?.(request, context) ?? []).flatMap((each) => (each.kind === 'message' ? [each.providerId] : []))
    expect(ids()).toEqual(ids())
    expect(new Set(ids()).size).toBe(ids().length)
  })

  test.each(harness.heard)('a forged "$name" is refused: another body, another secret, no signature', async (one) => {
    const request = await requestOf(harness, one)
    for (const forged of await forgeries(request, harness, one))
      expect(await channel.verify?.(forged, context)).toBe(false)
  })
}

/** The same request as somebody would send it who does not know the secret. */
export async function forgeries(
  request: RawRequest,
  harness: ChannelHarness,
  one: ChannelHarness['heard'][number],
): Promise<RawRequest[]> {
  const body = request.body.length === 0 ? new TextEncoder().encode('{}') : request.body.slice()
  body[body.length - 1] = (body[body.length - 1] ?? 0) ^ 1
  const { headers: bare } = one.hears
  const isSignedBySign = JSON.stringify(request.headers) !== JSON.stringify(bare)
  const unsigned = isSignedBySign ? bare : {}
  const other = z.record(z.string(), z.unknown()).parse(harness.settings)
  const guessed = Object.fromEntries(
    Object.entries(other).map(([name, value]) => [name, typeof value === 'string' ? `${value} not` : value]),
  )
  const blank = await requestOf({ ...harness, settings: guessed }, one)
  const byGuess = isSignedBySign ? [blank] : []
  return [{ ...request, body }, { ...request, headers: unsigned }, ...byGuess]
}

function checkPolling(channel: ChannelDefinition, harness: ChannelHarness, context: ChannelContext<unknown>): void {
  test('it brings answers to being asked', () => expect(harness.polled.length).toBeGreaterThan(0))

  test.each(harness.polled)('asked as in "$name", it hears what is meant and where to go on', async (one) => {
    const answers = [...one.polls.answers]
    const fetch = async () => {
      const { status, body } = answers.shift() ?? { status: 500, body: '' }
      return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })
    }
    const news = await channel.poll?.(one.polls.cursor, { ...context, fetch })
    expect(plain(news?.incoming ?? [])).toEqual(one.incoming)
    expect(news?.cursor).toBe(one.cursor)
  })
}

function checkRequests(channel: ChannelDefinition, harness: ChannelHarness, context: ChannelContext<unknown>): void {
  test('it brings a message and the requests it becomes', () => expect(harness.sent.length).toBeGreaterThan(0))

  test.each(harness.sent)('it sends "$name" as the provider wants it', ({ outgoing, requests }) => {
    const made = (
      channel.requests?.(outgoingOf(outgoing.content, { ...outgoing, to: toOf(outgoing.to) }), context) ?? []
    ).map((request) => ({
      ...request,
      body: jsonOr(request.body),
    }))
    expect(made).toMatchObject(requests.map((request) => ({ ...request, body: request.body ?? '' })))
    expect(made).toHaveLength(requests.length)
  })

  test.each(Object.values(sampleContents))(
    'every part of $type leaves by a request, and no secret stands in its query',
    (content) => {
      for (const part of partsOf(channel, outgoingOf(content))) {
        const requests = channel.requests?.(part, context) ?? []
        expect(requests.length).toBeGreaterThan(0)
        for (const { url, headers } of requests) {
          // A secret in the path is some providers' way; in a query it would stand in every log between here and there.
          for (const secret of secretsOf(channel, context.settings)) {
            expect(decodeURIComponent(new URL(url).search)).not.toContain(secret)
            expect(Object.keys(headers).join()).not.toContain(secret)
          }
        }
      }
    },
  )

  test.each([429, 500, 502, 503])('%d is a reason to try again', (status) => {
    const read = readSendResult(channel, { status, body: '', headers: { 'retry-after': '7' } }, now)
    expect(read).toMatchObject({ sent: false, refused: { retry: true } })
  })

  test('a provider that says when to come back is believed', () => {
    const read = readSendResult(channel, { status: 429, body: '', headers: { 'retry-after': '7' } }, now)
    expect(read).toMatchObject({ refused: { afterMs: 7_000 } })
  })

  test.each([400, 401, 403, 404, 422])('%d is no reason to try again', (status) => {
    const read = readSendResult(channel, { status, body: '', headers: {} }, now)
    expect(read).toMatchObject({ sent: false, refused: { retry: false } })
  })
}

export function secretsOf(channel: ChannelDefinition, settings: unknown): string[] {
  const all = z.record(z.string(), z.unknown()).parse(settings)
  return channel.secrets.map((name) => String(all[name]))
}

const plain = (incoming: readonly Incoming[]): unknown => JSON.parse(JSON.stringify(incoming))

const toOf = (to: { address: string; thread?: string | undefined }) =>
  to.thread === undefined ? { address: to.address } : { address: to.address, thread: to.thread }

function jsonOr(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
