import type { RawRequest } from '@parley/sdk'
import {
  capturePayment,
  confirmDeed,
  hearWebhook,
  lookAgain,
  openPayment,
  orderReader,
  proposeCancellation,
  proposeRefund,
  refundDoings,
  settleDue,
} from '../../apps/server/src/commerce/payments/index.ts'
import { releaseExpired } from '../../apps/server/src/commerce/stock/index.ts'
import type { Database } from '../../apps/server/src/db/database.ts'
import { anna, asShopper, bela } from '../../apps/server/test/small-sale.ts'
import { minute } from '../../apps/server/test/small-till.ts'
import type { Said } from '../../extensions/payments/stripe/fixtures/pretended-stripe.ts'
import type { Random } from '../kill/random.ts'
import { killedAfter } from './mortal.ts'
import type { World } from './world.ts'

export const hazards = [
  'killed between payment and order',
  'webhook before redirect',
  'redirect without webhook',
  'duplicate webhooks',
  'forged webhooks',
  'stale webhooks',
  'reordered webhooks',
  'bank down for an hour',
  'refund that timed out',
  'two agents refunding at once',
  'paid after the reservation ran out',
] as const
export type Hazard = (typeof hazards)[number]

export interface Errand {
  orderId: string
  paymentId: string
  met: Set<Hazard>
}

/** One order from the yes to the refund, with everything that can go wrong on the way. Null where there was nothing left to order. */
export async function runErrand(world: World, random: Random, hazard: Hazard): Promise<Errand | null> {
  const { sale } = world
  const stool = hazard === 'paid after the reservation ran out'
  const given = stool
    ? { variantId: 'var_stool', quantity: 2 }
    : { variantId: 'var_lamp', quantity: random.between(1, 3) }
  const placed = await sale.order(random.chance(0.5) ? anna : bela, { ...given, pay: 'stripe' }).catch(() => null)
  if (!placed) return null
  const errand = { orderId: placed.order.id, paymentId: placed.order.payment?.id ?? '', met: new Set<Hazard>() }
  await pay(world, random, errand, hazard)
  if (random.chance(0.7)) await take(world, random, hazard, errand)
  if (random.chance(0.8)) await giveBack(world, random, hazard, errand)
  world.bank.line.is = 'up'
  return errand
}

async function pay(world: World, random: Random, errand: Errand, hazard: Hazard): Promise<void> {
  const { sale, bank } = world
  const { shopId, parts } = sale
  const { paymentId } = errand
  const open = (db: Database) => openPayment(db, parts, { shopId, paymentId })
  if (await killedAfter(sale.db, hazard === 'killed between payment and order' ? random.between(0, 3) : 99, open)) {
    errand.met.add('killed between payment and order')
    await open(sale.db)
  }
  const reference = await referenceOf(world, paymentId)
  const reordered = hazard === 'reordered webhooks'
  if (reordered || random.chance(0.2)) bank.answer(reference, 'decline')
  if (hazard === 'paid after the reservation ran out') {
    sale.clock.move(45 * minute)
    await releaseExpired(sale.db, sale.clock)
    if (random.chance(0.5)) await sale.order(bela, { variantId: 'var_stool', quantity: 2 }).catch(() => null)
    errand.met.add(hazard)
  }
  if (reordered || random.chance(0.9)) bank.answer(reference, 'approve')
  const letters = bank.empty()
  if (hazard === 'redirect without webhook') {
    errand.met.add(hazard)
    await lookAgain(sale.db, parts, { shopId, paymentId })
    return
  }
  await deliver(world, random, errand, { letters, hazard })
  if (random.chance(0.5)) await lookAgain(sale.db, parts, { shopId, paymentId })
}

async function deliver(
  world: World,
  random: Random,
  errand: Errand,
  { letters, hazard }: { letters: Said[]; hazard: Hazard },
): Promise<void> {
  const { sale } = world
  const hear = (said: Said, db: Database = sale.db) =>
    hearWebhook(db, sale.parts, { shopId: sale.shopId, providerId: 'stripe', request: asRequest(said) })
  const met = (what: Hazard) => errand.met.add(what)
  const ordered = hazard === 'reordered webhooks' && letters.length > 1 ? letters.toReversed() : letters
  if (ordered !== letters) met('reordered webhooks')
  if (hazard === 'stale webhooks') {
    sale.clock.move(20 * minute)
    for (const said of ordered) if ((await hear(said)) !== null) throw new Error('a stale webhook was heard')
    met(hazard)
    return
  }
  for (const said of ordered) {
    if (hazard === 'forged webhooks') {
      const forged = {
        ...said,
        body: said.body.replace(/"amount_received":\d+/, '"amount_received":1').replace('evt_', 'evt-'),
      }
      if ((await hear(forged)) !== null) throw new Error('a forged webhook was heard')
      met(hazard)
    }
    if (hazard === 'killed between payment and order')
      await killedAfter(sale.db, random.between(0, 3), (db) => hear(said, db))
    if (hazard === 'duplicate webhooks') {
      await Promise.all([hear(said), hear(said), hear(said)])
      met(hazard)
    }
    await hear(said)
    if (hazard === 'webhook before redirect') met(hazard)
  }
}

async function take(world: World, random: Random, hazard: Hazard, { orderId, met }: Errand): Promise<void> {
  const { sale, bank } = world
  const capture = (db: Database) => capturePayment(db, sale.parts, { shopId: sale.shopId, orderId, key: 'sent' })
  if (hazard === 'killed between payment and order' && (await killedAfter(sale.db, 1, capture))) met.add(hazard)
  if (random.chance(0.2)) bank.line.is = 'mute'
  await capture(sale.db)
  bank.line.is = 'up'
  await capture(sale.db)
}

async function giveBack(world: World, random: Random, hazard: Hazard, errand: Errand): Promise<void> {
  const { sale, bank } = world
  const whole = random.chance(0.4)
  await Promise.all([agent(world, random, errand, whole), agent(world, random, errand, whole)])
  errand.met.add('two agents refunding at once')
  if (hazard === 'refund that timed out') {
    bank.line.is = 'mute'
    errand.met.add(hazard)
  }
  if (hazard === 'bank down for an hour') {
    bank.line.is = 'down'
    errand.met.add(hazard)
  }
  const kills = hazard === 'killed between payment and order' ? random.between(1, 6) : 99
  await killedAfter(sale.db, kills, (db) => settleDue(db, sale.parts))
  if (bank.line.is === 'down')
    for (let passed = 0; passed < 60; passed += 15) {
      sale.clock.move(15 * minute)
      await settleDue(sale.db, sale.parts)
    }
}

/** Somebody of the shop who proposes and says yes, whatever others do meanwhile. */
async function agent(world: World, random: Random, { orderId }: Errand, whole: boolean): Promise<void> {
  const { sale } = world
  const callIn = (tx: Parameters<Parameters<typeof sale.inShop>[0]>[0]) => ({
    tx,
    language: 'en',
    actor: asShopper,
    conversationId: null,
  })
  const made = await sale.inShop((tx) =>
    whole
      ? proposeCancellation(callIn(tx), { orderId, reason: 'asked' })
      : proposeRefund(callIn(tx), orderReader(sale.parts, 'en'), {
          orderId,
          amount: random.between(1, 9) * 10_000,
          reason: 'late',
        }),
  )
  if (!made.ok) return
  await sale.inShop((tx) => confirmDeed(callIn(tx), made.value.id, refundDoings(callIn(tx))))
}

async function referenceOf({ sale }: World, paymentId: string): Promise<string> {
  const row = await sale.inShop((tx) =>
    tx.sql.selectFrom('payment').select('provider_reference').where('payment_id', '=', paymentId).executeTakeFirst(),
  )
  return row?.provider_reference ?? ''
}

const asRequest = ({ body, headers }: Said): RawRequest => ({
  method: 'POST',
  url: '/hooks/payments',
  headers,
  body: new TextEncoder().encode(body),
})
