import type { Figure } from './figure.ts'
import { cpuMsOf } from './shop/cpu.ts'
import { onPostgres } from './shop/on-postgres.ts'
import { openParley } from './shop/open-parley.ts'
import type { Buyer, Store, Ware } from './shop/store.ts'
import { openVendure } from './vendure/open-vendure.ts'

const goods: readonly Ware[] = Array.from({ length: 100 }, (_, n) => ({
  id: `everyday-lamp-${n}`,
  title: `Everyday lamp ${n}`,
  price: `${10 + n}.00`,
  units: 1_000_000,
}))
/** How many shop at once. */
const lanes = 10
const rounds = 3
/** Of each round; `SHOP_BENCH_SECONDS=3` is a quick look. */
const seconds = Number(process.env.SHOP_BENCH_SECONDS ?? 10)
const intoOneCart = 5

type Deed = (store: Store, until: number) => Promise<number>

const deeds = {
  'product-read': (store, until) => visits(store, until, 40, (buyer, n) => buyer.look(wareOf(n))),
  'add-to-cart': (store, until) =>
    visits(store, until, intoOneCart, async (buyer, n) => {
      const { refusal } = await buyer.add(wareOf(n))
      if (refusal !== null) throw new Error(`${store.name} refused: ${refusal}`)
    }),
  checkout: (store, until) =>
    visits(store, until, 1, async (buyer, n) => {
      await buyer.add(wareOf(n))
      const { paid, refusal } = await buyer.checkOut(`anna-${n}@bench.example`)
      if (!paid) throw new Error(`${store.name} took no order: ${refusal}`)
    }),
} satisfies Record<string, Deed>
type DeedName = keyof typeof deeds
const names: readonly DeedName[] = ['product-read', 'add-to-cart', 'checkout']

interface Measured {
  perSecond: number
  /** Of the shop's process and of Postgres together, for one deed. */
  cpuMs: number
  databaseMs: number
}

/**
 * The same steps of the same business in Parley and in Vendure: one process each, the same Postgres, by turns, ten shoppers at once. An order is
 * paid by what answers within each shop: Parley's invoice, Vendure's dummy handler.
 */
export default function bench(): Promise<Figure[]> {
  return onPostgres(async (postgres) => {
    const stores = [
      await openVendure(postgres.adminUrl, goods),
      await openParley(postgres, goods, { processes: 1, paidBy: 'invoice' }),
    ]
    try {
      const found = new Map<string, Measured[]>()
      for (const store of stores) for (const name of names) await deeds[name](store, performance.now() + warmUp)
      for (let round = 0; round < rounds; round++)
        for (const name of names)
          for (const store of stores) {
            const key = `${store.name} ${name}`
            found.set(key, [...(found.get(key) ?? []), await measure(store, deeds[name], postgres.pid)])
          }
      return names.flatMap((name) =>
        figuresOf(name, middle(found.get(`parley ${name}`)), middle(found.get(`vendure ${name}`))),
      )
    } finally {
      for (const store of stores) await store.close()
    }
  })
}

/** Until both have met each step often enough to have compiled it. */
const warmUp = 5_000

async function measure(store: Store, deed: Deed, postgresPid: number): Promise<Measured> {
  const [shopBefore, databaseBefore] = [cpuMsOf(store.pids), cpuMsOf([postgresPid])]
  const begun = performance.now()
  const done = await deed(store, begun + seconds * 1_000)
  const took = (performance.now() - begun) / 1_000
  const databaseMs = cpuMsOf([postgresPid]) - databaseBefore
  const cpuMs = cpuMsOf(store.pids) - shopBefore + databaseMs
  return { perSecond: done / took, cpuMs: cpuMs / done, databaseMs: databaseMs / done }
}

/** The round whose CPU is in the middle. */
function middle(measured: readonly Measured[] = []): Measured {
  const sorted = measured.toSorted((one, other) => one.cpuMs - other.cpuMs)
  return sorted[Math.floor(sorted.length / 2)] ?? { perSecond: 0, cpuMs: 0, databaseMs: 0 }
}

function figuresOf(name: DeedName, ours: Measured, theirs: Measured): Figure[] {
  return [
    {
      id: `shop.${name}.ratio-to-vendure`,
      value: ours.perSecond / theirs.perSecond,
      unit: 'ratio',
      beside: { 'parley-per-second': ours.perSecond, 'vendure-per-second': theirs.perSecond },
    },
    {
      id: `shop.${name}.cpu-ratio-to-vendure`,
      value: ours.cpuMs / theirs.cpuMs,
      unit: 'ratio',
      beside: { 'parley-ms': ours.cpuMs, 'vendure-ms': theirs.cpuMs },
      note: `CPU of one, Postgres included: of it ${ours.databaseMs.toFixed(2)} ms and ${theirs.databaseMs.toFixed(2)} ms`,
    },
  ]
}

let wares = 0
const wareOf = (n: number): Ware => {
  const ware = goods[n % goods.length]
  if (!ware) throw new Error('the shelves are empty')
  return ware
}

/** Visit after visit in every lane, so many deeds in each; answers how many were done. */
async function visits(
  store: Store,
  until: number,
  each: number,
  deed: (buyer: Buyer, n: number) => Promise<void>,
): Promise<number> {
  let done = 0
  const lane = async () => {
    while (performance.now() < until) {
      const buyer = store.buyer()
      for (let n = 0; n < each && performance.now() < until; n++) {
        await deed(buyer, wares++)
        done++
      }
      buyer.leave()
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return done
}
