import type { Content } from '@parley/contracts'
import type { ChannelDefinition, ChannelRequest, RawAnswer, RawRequest } from '@parley/sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { forgeries, requestOf, secretsOf } from './check-channel.ts'
import type { ChannelHarness } from './find-channels.ts'

/** A shop with the channel set up as an inbox, as far as the suite needs it. */
export interface ChannelServer {
  /** The provider calls. */
  call(request: RawRequest): Promise<RawAnswer>
  /** What is stored of shoppers' words, by provider id, and how many turns are owed for them. */
  heard(): Promise<{ providerIds: string[]; owedTurns: number }>
  /** The bot says something to whoever wrote last; everything due is sent. Answers the message's delivery. */
  say(content: Content, text: string): Promise<string>
  /** Sends whatever is due by now, and answers the delivery of what was said last. */
  sendDue(): Promise<string>
  /** A person takes the conversation before anything is sent. */
  takeOver(): Promise<void>
  /** What the provider was asked, oldest first. */
  requests: ChannelRequest[]
  /** The provider's answers from now on, in turn; the last one stays. */
  answerWith(...statuses: number[]): void
  pass(ms: number): void
  log(): string
  close(): Promise<void>
}
export type OpenChannelServer = (channel: ChannelDefinition, settings: unknown) => Promise<ChannelServer>

const words = (text: string): Content => ({ type: 'text', text })
const hour = 3_600_000

/** The same through a whole server: nothing lost, nothing doubled, nobody believed who did not sign. */
export function checkAtServer(channel: ChannelDefinition, harness: ChannelHarness, open: OpenChannelServer): void {
  describe('in a shop', () => {
    let server: ChannelServer
    const [first] = harness.heard.filter((one) => JSON.stringify(one.incoming).includes('"message"'))
    beforeAll(async () => {
      server = await open(channel, harness.settings)
    })
    afterAll(() => server?.close())

    test('a forged call is refused, and nothing of it is stored', async () => {
      if (!first) throw new Error('there is no request to hear')
      for (const forged of await forgeries(await requestOf(harness, first), harness, first)) {
        const { status } = await server.call(forged)
        expect(status).toBeGreaterThanOrEqual(400)
      }
      expect(await server.heard()).toEqual({ providerIds: [], owedTurns: 0 })
    })

    test('a call that comes five times, twice at once, is heard once', async () => {
      if (!first) throw new Error('there is no request to hear')
      const request = await requestOf(harness, first)
      const answers = [await server.call(request), ...(await Promise.all([server.call(request), server.call(request)]))]
      answers.push(await server.call(request), await server.call(request))
      for (const { status } of answers) expect([200, 201, 202, 204]).toContain(status)
      const { providerIds, owedTurns } = await server.heard()
      expect(new Set(providerIds).size).toBe(providerIds.length)
      expect(providerIds).toHaveLength(
        first.incoming.filter((one) => JSON.stringify(one).includes('"kind":"message"')).length,
      )
      expect(owedTurns).toBe(1)
    })

    if (channel.hears === 'push' && channel.requests) checkSending(channel, harness, () => server)

    test('no secret stands in the log', () => {
      for (const secret of secretsOf(channel, harness.settings)) expect(server.log()).not.toContain(secret)
    })
  })
}

function checkSending(channel: ChannelDefinition, harness: ChannelHarness, at: () => ChannelServer): void {
  test('what the bot says is sent once', async () => {
    at().answerWith(200)
    const before = at().requests.length
    expect(await at().say(words('Good morning.'), 'Good morning.')).toBe('sent')
    const sent = at().requests.slice(before)
    await at().sendDue()
    expect(at().requests.slice(before)).toEqual(sent)
    expect(sent.length).toBeGreaterThan(0)
  })

  test('what the provider could not do now is tried again, the very same, until it is done', async () => {
    at().answerWith(500, 429, 200)
    const before = at().requests.length
    expect(await at().say(words('Here I am.'), 'Here I am.')).toBe('stored')
    at().pass(hour)
    expect(await at().sendDue()).toBe('stored')
    at().pass(hour)
    expect(await at().sendDue()).toBe('sent')
    const tries = at().requests.slice(before)
    expect(new Set(tries.map((request) => JSON.stringify(request))).size).toBe(1)
  })

  test('what the provider will not do is not tried again, and the shop is told', async () => {
    at().answerWith(400)
    const before = at().requests.length
    expect(await at().say(words('No way.'), 'No way.')).toBe('failed')
    at().pass(hour)
    at().answerWith(200)
    expect(await at().sendDue()).toBe('failed')
    expect(at().requests.slice(before)).toHaveLength(1)
  })

  test('a long answer leaves in order, and a retry goes on where it stopped', async () => {
    const { max } = channel.capabilities.text
    const long = Array.from({ length: 3 }, (_, part) => `${part} ${'word '.repeat(Math.floor(max / 10))}`).join('\n\n')
    at().answerWith(200, 503, 200)
    const before = at().requests.length
    await at().say(words(long), long)
    at().pass(hour)
    expect(await at().sendDue()).toBe('sent')
    const bodies = at()
      .requests.slice(before)
      .map((request) => request.body)
    expect(bodies.length).toBeGreaterThan(2)
    expect(bodies.filter((body) => body === bodies[0])).toHaveLength(1)
    expect(bodies[1]).toBe(bodies[2])
  })

  test('what the bot was about to say stays unsaid once a person has the word', async () => {
    at().answerWith(200)
    const before = at().requests.length
    await at().takeOver()
    expect(await at().sendDue()).toBe('failed')
    expect(at().requests.slice(before)).toEqual([])
  })

  const { windowHours } = channel.capabilities
  if (windowHours !== null)
    test(`${windowHours} hours after her last words nothing is sent to her`, async () => {
      at().answerWith(200)
      at().pass((windowHours + 1) * hour)
      const before = at().requests.length
      expect(await at().say(words('Are you still there?'), 'Are you still there?')).toBe('failed')
      expect(at().requests.slice(before)).toEqual([])
    })

  const news = harness.heard.find((one) => JSON.stringify(one.incoming).includes('"status"'))
  if (channel.capabilities.receipts)
    test('it brings news of what became of a message', () => {
      expect(news).toBeDefined()
    })
}
