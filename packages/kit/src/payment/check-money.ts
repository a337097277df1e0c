import type { Money, PaymentHandle, PaymentState, StartResult } from '@parley/sdk'
import { expect, test } from 'vitest'
import type { Payment } from './check-payment.ts'
import type { PaymentWorld } from './home-world.ts'

export function checkMoney<Settings>(payment: Payment<Settings>, amount: Money): void {
  const { definition } = payment
  const of = (part: number): Money => ({ ...amount, amount: part })
  const third = Math.floor(amount.amount / 3)

  test('the same payment, started again and again, is one payment', async () => {
    const { context } = payment.open()
    const request = requestFor(amount)
    const first = await definition.start(request, context)
    const again = await Promise.all([definition.start(request, context), definition.start(request, context)])
    expect(first.kind).toBe(definition.takes === 'redirect' ? 'redirect' : 'settled')
    for (const repeat of again) expect(repeat).toEqual(first)
  })

  test('what was said yes to stands there to the unit, and nothing is taken yet that was not asked for', async () => {
    const { world, handle } = await paid(payment, amount)
    const state = await stateOf(payment, world, handle)
    expect(['authorised', 'captured']).toContain(state.status)
    expect(state.authorised).toEqual(amount)
    expect(state.refunded).toEqual(of(0))
  })

  test('the same key takes the money once, and no key takes more than was agreed', async () => {
    const { world, handle } = await paid(payment, amount)
    await capture(payment, world, { handle, amount, key: 'take' })
    await capture(payment, world, { handle, amount, key: 'take' })
    expect((await stateOf(payment, world, handle)).captured).toEqual(amount)
    expect(await definition.capture(handle, of(1), 'more', world.context)).toMatchObject({ kind: 'refused' })
    expect((await stateOf(payment, world, handle)).captured).toEqual(amount)
  })

  test('parts given back add up, the same key gives back once, and never more than was taken', async () => {
    const { world, handle } = await paid(payment, amount)
    await capture(payment, world, { handle, amount, key: 'take' })
    await definition.refund(handle, of(third), 'first', world.context)
    await definition.refund(handle, of(third), 'first', world.context)
    expect((await stateOf(payment, world, handle)).refunded).toEqual(of(third))
    expect(await definition.refund(handle, amount, 'all', world.context)).toMatchObject({ kind: 'refused' })
    await definition.refund(handle, of(amount.amount - third), 'rest', world.context)
    const state = await stateOf(payment, world, handle)
    expect(state).toMatchObject({ status: 'refunded', refunded: amount })
    expect(await definition.refund(handle, of(1), 'one more', world.context)).toMatchObject({ kind: 'refused' })
  })

  test('what was let go can not be taken, and what was taken can only be given back', async () => {
    const { world, handle } = await paid(payment, amount)
    if ((await stateOf(payment, world, handle)).status !== 'authorised') return
    expect(await definition.void(handle, 'let go', world.context)).toMatchObject({ kind: 'done' })
    expect(await definition.capture(handle, amount, 'late', world.context)).toMatchObject({ kind: 'refused' })
    expect((await stateOf(payment, world, handle)).captured).toEqual(of(0))
    const other = await paid(payment, amount)
    await capture(payment, other.world, { handle: other.handle, amount, key: 'take' })
    expect(await definition.void(other.handle, 'too late', other.world.context)).toMatchObject({ kind: 'refused' })
  })

  test('a payment that nobody started is not known, and nothing is made up about it', async () => {
    const { context } = payment.open()
    const nobody = { paymentId: 'pay_nobody', providerReference: 'nobody', amount }
    expect(['unknown', 'refused']).toContain((await definition.lookUp(nobody, context)).kind)
  })

  if (definition.takes === 'redirect') checkRedirect(payment, amount)
}

function checkRedirect<Settings>(payment: Payment<Settings>, amount: Money): void {
  const { definition } = payment
  test('until she answers, nothing is paid and nothing can be taken', async () => {
    const world = payment.open()
    const handle = handleOf(await definition.start(requestFor(amount), world.context), amount)
    expect((await stateOf(payment, world, handle)).status).toBe('pending')
    expect((await definition.capture(handle, amount, 'early', world.context)).kind).not.toBe('done')
  })

  test('a no is a refusal: nothing is authorised and nothing can be taken', async () => {
    const { world, handle } = await answered(payment, amount, 'decline')
    expect(await stateOf(payment, world, handle)).toMatchObject({
      status: 'declined',
      authorised: { amount: 0, currency: amount.currency },
    })
    expect(await definition.capture(handle, amount, 'anyway', world.context)).toMatchObject({ kind: 'refused' })
  })

  test('the address she is sent to holds no secret', async () => {
    const { context } = payment.open()
    const started = await definition.start(requestFor(amount), context)
    const settings = JSON.parse(JSON.stringify(context.settings)) as Record<string, unknown>
    for (const secret of definition.secrets) expect(JSON.stringify(started)).not.toContain(String(settings[secret]))
  })
}

export async function paid<Settings>(payment: Payment<Settings>, amount: Money) {
  return answered(payment, amount, 'approve')
}

export async function answered<Settings>(payment: Payment<Settings>, amount: Money, answer: 'approve' | 'decline') {
  const world = payment.open()
  const started = await payment.definition.start(requestFor(amount), world.context)
  const handle = handleOf(started, amount)
  if (started.kind === 'redirect') await world.answer(handle, started.url, answer)
  return { world, handle }
}

export async function stateOf<Settings>(
  { definition }: Payment<Settings>,
  world: PaymentWorld<Settings>,
  handle: PaymentHandle,
): Promise<PaymentState> {
  const looked = await definition.lookUp(handle, world.context)
  if (looked.kind !== 'done') throw new Error(`looking up a payment that was started answered "${looked.kind}"`)
  return looked.state
}

/** Providers that take the money with the yes have nothing left to take. */
async function capture<Settings>(
  payment: Payment<Settings>,
  world: PaymentWorld<Settings>,
  take: { handle: PaymentHandle; amount: Money; key: string },
): Promise<void> {
  const state = await stateOf(payment, world, take.handle)
  if (state.status === 'captured' && take.key !== 'take') return
  await payment.definition.capture(take.handle, take.amount, take.key, world.context)
}

const requestFor = (amount: Money) => ({
  paymentId: 'pay_kit',
  orderNumber: 'K-10001',
  amount,
  contact: { name: 'Anna Andersson', email: 'anna@example.com' },
})

function handleOf(started: StartResult, amount: Money): PaymentHandle {
  if (started.kind === 'redirect') return { paymentId: 'pay_kit', providerReference: started.providerReference, amount }
  if (started.kind === 'settled')
    return { paymentId: 'pay_kit', providerReference: started.state.providerReference, amount }
  throw new Error(`starting a payment answered "${started.kind}"`)
}
