import type { Money, RawRequest } from '@parley/sdk'
import { describe, expect, test } from 'vitest'
import { answered, paid, stateOf } from './check-money.ts'
import type { Payment } from './check-payment.ts'

/** Beyond what any provider allows between sending and arriving. */
const tooLateMs = 15 * 60_000

export function checkWebhooks<Settings>(payment: Payment<Settings>, amount: Money): void {
  const hear = async (request: RawRequest, world: Awaited<ReturnType<typeof paid<Settings>>>['world']) =>
    payment.definition.webhook?.(request, world.context) ?? null

  async function told() {
    const { world, handle } = await paid(payment, amount)
    const request = world.webhooks.at(-1)
    if (!request) throw new Error('a yes was not told by a webhook')
    return { world, handle, request }
  }

  describe('webhooks', () => {
    test('a yes is told, about this payment, with what was authorised', async () => {
      const { world, handle, request } = await told()
      const news = await hear(request, world)
      expect(news?.answer.status).toBeLessThan(300)
      const last = news?.events.at(-1)
      expect(last?.providerReference).toBe(handle.providerReference)
      expect(['authorised', 'captured']).toContain(last?.state.status)
      expect(last?.state.authorised).toEqual(amount)
    })

    test('a forged one is not heard: another body, another signature, none at all', async () => {
      const { world, request } = await told()
      const body = request.body.slice()
      body[body.length - 2] = (body[body.length - 2] ?? 0) ^ 1
      expect(await hear({ ...request, body }, world)).toBeNull()
      expect(await hear({ ...request, headers: { 'content-type': 'application/json' } }, world)).toBeNull()
      const broken = Object.entries(request.headers).map(([name, value]) => [name, value.replace(/.$/, flipped)])
      expect(await hear({ ...request, headers: Object.fromEntries(broken) }, world)).toBeNull()
      expect(await hear({ ...request, body: new Uint8Array() }, world)).toBeNull()
    })

    test('a stale one is not heard', async () => {
      const { world, request } = await told()
      world.pass(tooLateMs)
      expect(await hear(request, world)).toBeNull()
    })

    test('a repeat is known by its id', async () => {
      const { world, request } = await told()
      const ids = async () => (await hear(request, world))?.events.map((event) => event.eventId)
      expect(await ids()).toEqual(await ids())
    })

    test('out of order, the older news is known by its version', async () => {
      const { world, handle } = await answered(payment, amount, 'decline')
      const started = world.context.pageUrl
      await world.answer(handle, started, 'approve')
      const news = []
      for (const request of world.webhooks) news.push(...((await hear(request, world))?.events ?? []))
      const versions = news.map((event) => event.state.version)
      expect(versions.length).toBeGreaterThan(1)
      expect([...versions].sort((one, other) => one - other)).toEqual(versions)
      expect(new Set(versions).size).toBe(versions.length)
    })

    test('a lost one does no harm: asking tells the same', async () => {
      const { world, handle, request } = await told()
      const news = await hear(request, world)
      expect(await stateOf(payment, world, handle)).toEqual(news?.events.at(-1)?.state)
    })
  })
}

const flipped = (sign: string): string => (sign === '0' ? '1' : '0')
