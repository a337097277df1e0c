import { type BulkChange, type BulkPart, bulkChange, bulkDeed, bulkState, bulkWish } from '@parley/contracts'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { type Door, door } from '../../db/door.ts'
import { audit } from '../../identity/index.ts'
import { principalName } from '../../kernel/principal.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import {
  lockCatalogue,
  type Product,
  readCategories,
  readingAs,
  readProducts,
  saveProducts,
  textsFor,
} from '../catalogue/index.ts'
import { doneTo, partOf, withPart } from './bulk.ts'
import { type KeptChange, lockChange, moveChange, proposeChange, recentChanges } from './bulk-store.ts'
import { idsFitting } from './keeping-store.ts'

const tag = 'keeping'
const mayWrite = { scope: 'catalogue:write' } as const
const params = z.object({ changeId: z.string().max(100) })
const mostProducts = 5_000
const shownChanges = 100
const holdsMinutes = 30

/** The same done to many products: shown first, done by the yes to what was shown, and taken back. */
export const bulkDoors: readonly Door[] = [
  door({
    method: 'post',
    path: '/catalogue/changes',
    tag,
    summary: 'Propose a change of many products',
    description:
      'Nothing is changed yet: the answer tells what would be, product by product. `percent` is in hundredths: 1000 makes prices 10 % higher, -1000 lower. A sale is reckoned from the usual price, which is struck beside it.',
    access: mayWrite,
    body: bulkWish,
    example: {
      which: { fitting: { brand: 'Nord' } },
      deed: { do: 'sale', percent: 2000 },
    },
    answer: bulkChange,
    status: 201,
    handle: async (tx, { body: { which, deed }, principal, language }) => {
      const tree = await readCategories(tx)
      if (deed.do === 'category' && !tree.byId.has(deed.category))
        return refuse('product.category_missing', 'There is no such category.', { path: 'deed.category' })
      const ids = 'ids' in which ? which.ids : await idsFitting(tx, which.fitting, tree, mostProducts + 1)
      if (ids.length > mostProducts)
        return refuse('bulk.too_many', `At most ${mostProducts} products at a time. Narrow it down.`, { path: 'which' })
      const products = await readProducts(tx, ids)
      const reader = await readingAs(tx, { language })
      const changes = products.flatMap((product) => {
        const done = doneTo(product, deed)
        const name = textsFor(product, reader.language).name
        return done ? [{ productId: product.id, name, revision: product.revision, ...done }] : []
      })
      if (changes.length === 0) return refuse('bulk.nothing', 'That changes nothing: all of them are so already.')
      const expiresAt = new Date(tx.now.getTime() + holdsMinutes * 60_000)
      const same = products.length - changes.length
      return granted(
        told(await proposeChange(tx, { deed, same, changes, expiresAt, madeBy: principalName(principal) })),
      )
    },
  }),
  door({
    method: 'post',
    path: '/catalogue/changes/{changeId}/confirm',
    tag,
    summary: 'Do what was proposed',
    description: 'All of it or nothing: where one of the products has changed since, it has to be proposed anew.',
    access: mayWrite,
    params,
    answer: bulkChange,
    handle: async (tx, { params: { changeId }, principal }) => {
      const found = await open(tx, changeId, 'proposed')
      if (!found.ok) return found
      const change = found.value
      if (change.expiresAt <= tx.now) return refuse('bulk.expired', 'That was too long ago. Look at it again.')
      const products = await readProducts(
        tx,
        change.changes.map((one) => one.productId),
      )
      const seen = new Map(change.changes.map((one) => [one.productId, one]))
      const moved = change.changes.length - products.filter((one) => seen.get(one.id)?.revision === one.revision).length
      if (moved > 0)
        return refuse('bulk.superseded', 'Some of the products were changed meanwhile. Look at it again.', {
          values: { products: moved },
        })
      await saveProducts(
        tx,
        put(products, (product) => seen.get(product.id)?.after),
      )
      await moveChange(tx, changeId, 'applied')
      await audit(tx, principal, `products.${change.deed.do}`, changeId, { ...change.deed, count: products.length })
      return granted(told({ ...change, state: 'applied' }))
    },
  }),
  door({
    method: 'post',
    path: '/catalogue/changes/{changeId}/undo',
    tag,
    summary: 'Take a change of many products back',
    description: 'Those that were changed again since stay as they are; `left` tells how many.',
    access: mayWrite,
    params,
    answer: z.object({ change: bulkChange, left: z.int() }),
    handle: async (tx, { params: { changeId }, principal }) => {
      const found = await open(tx, changeId, 'applied')
      if (!found.ok) return found
      const change = found.value
      const done = new Map(change.changes.map((one) => [one.productId, one]))
      const products = await readProducts(tx, [...done.keys()])
      const still = products.filter((product) => {
        const after = done.get(product.id)?.after
        return after !== undefined && isSame(partOf(product, change.deed), after)
      })
      if (still.length > 0)
        await saveProducts(
          tx,
          put(still, (product) => done.get(product.id)?.before),
        )
      await moveChange(tx, changeId, 'undone')
      const left = change.changes.length - still.length
      await audit(tx, principal, 'products.undone', changeId, { count: still.length, left })
      return granted({ change: told({ ...change, state: 'undone' }), left })
    },
  }),
  door({
    method: 'get',
    path: '/catalogue/changes',
    tag,
    summary: 'List changes of many products',
    description: 'What was done, newest first.',
    access: mayWrite,
    query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
    answer: z.object({
      changes: z.array(
        z.object({ id: z.string(), deed: bulkDeed, state: bulkState, count: z.int(), createdAt: z.iso.datetime() }),
      ),
    }),
    handle: async (tx, { query }) => {
      const changes = await recentChanges(tx, query.limit)
      return granted({ changes: changes.map((one) => ({ ...one, createdAt: one.createdAt.toISOString() })) })
    },
  }),
]

async function open(tx: ShopTransaction, changeId: string, state: KeptChange['state']): Promise<Outcome<KeptChange>> {
  await lockCatalogue(tx)
  const found = await lockChange(tx, changeId)
  if (!found) return refuse('bulk.not_found', 'There is no such change.')
  if (found.state === state) return granted(found)
  return refuse('bulk.wrong_state', stateWords[found.state])
}

const stateWords: Record<KeptChange['state'], string> = {
  proposed: 'It has not been done yet.',
  applied: 'It has been done already.',
  undone: 'It has been taken back already.',
}

const put = (products: readonly Product[], part: (product: Product) => BulkPart | undefined): Product[] =>
  products.map((product) => withPart(product, part(product) ?? {}))

/** By what they hold, in whatever order it was kept. */
function isSame(one: BulkPart, other: BulkPart): boolean {
  const flat = ({ status, categories, prices }: BulkPart) =>
    JSON.stringify([
      status,
      categories,
      prices
        ?.map(({ variantId, currency, amount, compareAt }) => [variantId, currency, amount, compareAt])
        .toSorted((a, b) => (`${a}` < `${b}` ? -1 : 1)),
    ])
  return flat(one) === flat(other)
}

const told = (change: KeptChange): BulkChange => ({
  id: change.id,
  deed: change.deed,
  state: change.state,
  count: change.changes.length,
  same: change.same,
  changes: change.changes
    .slice(0, shownChanges)
    .map(({ productId, name, before, after }) => ({ productId, name, before, after })),
  createdAt: change.createdAt.toISOString(),
  expiresAt: change.expiresAt.toISOString(),
})
