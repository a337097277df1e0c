import { type Figure, MissingData } from './figure.ts'
import { onPostgres } from './shop/on-postgres.ts'
import { openParley } from './shop/open-parley.ts'
import type { Paid, Store, Ware } from './shop/store.ts'
import { openVendure } from './vendure/open-vendure.ts'

/** How many come at once, and how many units there are; `OVERSELL_BENCH_UNITS=1,5` holds fewer sales. */
const buyers = [1, 10, 200]
const units = (process.env.OVERSELL_BENCH_UNITS ?? '1,5,50').split(',').map(Number)
const processes = 2

interface Sale {
  ware: Ware
  atOnce: number
  /** At least twice what there is, so that somebody has to hear no. */
  tried: number
}

const sales: readonly Sale[] = buyers.flatMap((atOnce) =>
  units.map((there) => ({
    ware: {
      id: `rare-lamp-${there}-for-${atOnce}`,
      title: `Rare lamp ${there} for ${atOnce}`,
      price: '49.00',
      units: there,
    },
    atOnce,
    tried: Math.max(atOnce, there * 2),
  })),
)

interface Count {
  paid: number
  refused: number
  /** Neither paid nor told no. */
  unclear: number
  left: number
}

/**
 * Guests who want one unit each of too few, from an empty cart to a paid order through the public API: Parley in two processes, Vendure beside
 * it as it is installed. Every sale is held with so many buyers at once until all have tried.
 */
export default function bench(): Promise<Figure[]> {
  return onPostgres(async (postgres) => {
    const goods = sales.map(({ ware }) => ware)
    const ours = await heldIn(await openParley(postgres, goods, { processes, paidBy: 'sandbox' }))
    const peer = await openVendure(postgres.adminUrl, goods).catch((fault: unknown) => {
      if (!(fault instanceof MissingData)) throw fault
      throw new MissingData(`${fault.message}\n${told('parley', ours)}`)
    })
    const theirs = await heldIn(peer)
    process.stdout.write(`${told('parley', ours)}\n${told('vendure', theirs)}\n`)
    const figure = (metric: string, of: (counts: readonly Count[]) => number, note: string): Figure => ({
      id: `oversell.parley.${metric}`,
      value: of(ours),
      unit: 'units',
      beside: { vendure: of(theirs) },
      note,
    })
    return [
      figure('paid-over-stock', paidOverStock, `${sales.length} sales, Parley in ${processes} processes`),
      figure('lost', lost, 'neither paid for nor to be had any more'),
      figure('without-a-clear-answer', (counts) => sum(counts, ({ unclear }) => unclear), 'neither paid nor refused'),
    ]
  })
}

const stockOf = (at: number) => sales[at]?.ware.units ?? 0
const paidOverStock = (counts: readonly Count[]) => sum(counts, ({ paid }, at) => Math.max(0, paid - stockOf(at)))
/** Units that the shop can neither sell nor has sold. */
const lost = (counts: readonly Count[]) => sum(counts, ({ paid, left }, at) => Math.max(0, stockOf(at) - paid - left))

function sum(counts: readonly Count[], of: (count: Count, at: number) => number): number {
  return counts.reduce((total, count, at) => total + of(count, at), 0)
}

async function heldIn(store: Store): Promise<Count[]> {
  try {
    const counts: Count[] = []
    for (const sale of sales) counts.push(await hold(store, sale))
    return counts
  } finally {
    await store.close()
  }
}

async function hold(store: Store, { ware, atOnce, tried }: Sale): Promise<Count> {
  const ends: (Paid | null)[] = []
  let begun = 0
  const lane = async () => {
    while (begun < tried) ends.push(await tryToBuy(store, ware, `buyer-${++begun}@bench.example`))
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  const { left } = await store.stockOf(ware)
  const paid = ends.filter((end) => end?.paid).length
  const refused = ends.filter((end) => end && !end.paid && end.refusal !== null).length
  return { paid, refused, unclear: ends.length - paid - refused, left }
}

/** Null where she got no answer that she could understand. */
async function tryToBuy(store: Store, ware: Ware, email: string): Promise<Paid | null> {
  const buyer = store.buyer()
  try {
    const added = await buyer.add(ware)
    return added.refusal === null ? await buyer.checkOut(email) : added
  } catch {
    return null
  } finally {
    buyer.leave()
  }
}

function told(name: string, counts: readonly Count[]): string {
  const lines = counts.map(({ paid, refused, unclear, left }, at) => {
    const sale = sales[at]
    return `    ${String(sale?.atOnce).padStart(3)} at once, ${String(stockOf(at)).padStart(2)} units, ${String(sale?.tried).padStart(3)} tried: ${paid} paid, ${refused} refused, ${unclear} unclear, ${left} left`
  })
  return [`  ${name}`, ...lines].join('\n')
}
