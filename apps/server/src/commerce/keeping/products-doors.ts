import {
  currency,
  keptFilter,
  keptProduct,
  keptProductRow,
  keptSort,
  languageTag,
  type ProductDraft,
  productDraft,
  texts,
} from '@parley/contracts'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { type Door, door } from '../../db/door.ts'
import { audit, readShop } from '../../identity/index.ts'
import type { Principal } from '../../kernel/principal.ts'
import { granted, type Outcome, refuse, refused } from '../../kernel/refusals.ts'
import {
  lockCatalogue,
  type Product,
  readCategories,
  readingAs,
  readProduct,
  readProducts,
  saveProducts,
} from '../catalogue/index.ts'
import { fieldsChanged, keepProduct, keptOf, pricesChanged, pricesDropped } from './keep-product.ts'
import { dropPrices, namesTaken, pageKept, readBrands } from './keeping-store.ts'
import { rowOf } from './product-row.ts'

const tag = 'keeping'
const mayRead = { scope: 'catalogue:read' } as const
const mayWrite = { scope: 'catalogue:write' } as const
const params = z.object({ productId: z.string().max(200) })
const version = z.int().min(0)
const example = {
  handle: 'oak-stool',
  texts: { en: { name: 'Oak stool', description: 'Three legs, one seat.' } },
  status: 'published',
  variants: [{ id: null, sku: 'STOOL-OAK', prices: { SEK: { amount: 49_900, compareAt: 59_900 } } }],
}

/** The shopkeeper's side of the catalogue: all products, drafts too, whole in every language and currency. */
export const productsDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/catalogue/products',
    tag,
    summary: 'List products for their keeper',
    description: 'Those that are hidden, too. Prices in minor units of `currency`; `total` is how many fit.',
    access: mayRead,
    query: keptFilter.extend({
      sort: keptSort.default('updated'),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
      language: languageTag.optional(),
      currency: currency.optional(),
    }),
    answer: z.object({ products: z.array(keptProductRow), total: z.int(), next: z.int().nullable(), currency }),
    handle: async (tx, { query, language: asked }) => {
      const { sort, limit, offset, language: named, currency: money, ...filter } = query
      const reader = await readingAs(tx, { language: named ?? asked, currency: money })
      const tree = await readCategories(tx)
      const page = await pageKept(tx, { ...reader, filter, tree, sort, limit, offset })
      const products = await readProducts(
        tx,
        page.rows.map((row) => row.id),
      )
      const byId = new Map(products.map((product) => [product.id, product]))
      const rows = page.rows.flatMap(({ id, updatedAt }) => {
        const product = byId.get(id)
        return product ? [rowOf(product, { ...reader, tree, updatedAt })] : []
      })
      const next = offset + page.rows.length < page.total ? offset + limit : null
      return granted({ products: rows, total: page.total, next, currency: reader.currency })
    },
  }),
  door({
    method: 'get',
    path: '/catalogue/facets',
    tag,
    summary: 'Categories, brands, languages and currencies of the shop',
    description:
      'What products are put under and searched by. Categories come in the shop’s order, with the one above.',
    access: mayRead,
    answer: z.object({
      categories: z.array(z.object({ id: z.string(), parentId: z.string().nullable(), names: texts })),
      brands: z.array(z.object({ brand: z.string(), count: z.int() })),
      vatClasses: z.array(z.string()),
      languages: z.array(languageTag),
      language: languageTag,
      currencies: z.array(currency),
    }),
    handle: async (tx) => granted(await facetsOf(tx)),
  }),
  door({
    method: 'get',
    path: '/catalogue/products/{productId}',
    tag,
    summary: 'Read a product whole',
    access: mayRead,
    params,
    answer: keptProduct,
    handle: async (tx, { params: { productId }, language }) => {
      const found = await readProduct(tx, productId)
      return found ? granted(keptOf(found, await readingAs(tx, { language }))) : notThere()
    },
  }),
  door({
    method: 'post',
    path: '/catalogue/products',
    tag,
    summary: 'Make a product',
    access: mayWrite,
    body: productDraft,
    example,
    answer: keptProduct,
    status: 201,
    handle: async (tx, { body, principal, language }) => {
      await lockCatalogue(tx)
      return write(tx, { before: null, draft: body, principal, language })
    },
  }),
  door({
    method: 'put',
    path: '/catalogue/products/{productId}',
    tag,
    summary: 'Write a product anew',
    description:
      '`version` is the one that was seen; where somebody, or a feed, has changed it since, the call is refused. Variants that are left out stay as they are. Carts and open proposals are looked at again.',
    access: mayWrite,
    params,
    body: z.strictObject({ version, product: productDraft }),
    example: { version: 12, product: example },
    answer: keptProduct,
    handle: async (tx, { params: { productId }, body, principal, language }) => {
      await lockCatalogue(tx)
      const before = await readProduct(tx, productId)
      if (!before) return notThere()
      if (before.revision !== body.version)
        return refuse('product.changed', 'It was changed meanwhile.', {
          path: 'version',
          values: { version: before.revision },
        })
      return write(tx, { before, draft: body.product, principal, language })
    },
  }),
]

async function write(
  tx: ShopTransaction,
  edit: { before: Product | null; draft: ProductDraft; principal: Principal; language: string | null },
): Promise<Outcome<z.infer<typeof keptProduct>>> {
  const { before, draft } = edit
  const tree = await readCategories(tx)
  const written = keepProduct(before, draft, { tree, newId: (kind) => tx.id(kind) })
  if (!written.ok) return written
  const product = written.value
  const skus = product.variants.map((variant) => variant.sku)
  const taken = await namesTaken(tx, { productId: product.id, handle: product.handle, skus })
  if (taken.handle) return refuse('product.handle_taken', 'Another product has this address.', { path: 'handle' })
  const at = draft.variants.findIndex(({ sku }) => taken.skus.has(sku))
  if (at >= 0)
    return refused({
      code: 'product.sku_taken',
      message: 'Another product has this SKU.',
      path: `variants.${at}.sku`,
      severity: 'error',
    })
  await saveProducts(tx, [product])
  if (before) await dropPrices(tx, pricesDropped(before, product))
  await audit(tx, edit.principal, before ? 'product.edited' : 'product.made', product.id, {
    changed: fieldsChanged(before, product),
    prices: pricesChanged(before, product),
  })
  const now = await readProduct(tx, product.id)
  return now ? granted(keptOf(now, await readingAs(tx, { language: edit.language }))) : notThere()
}

async function facetsOf(tx: ShopTransaction) {
  const { settings } = await readShop(tx)
  const tree = await readCategories(tx)
  return {
    categories: [...tree.byId.values()].map(({ id, parentId, names }) => ({ id, parentId, names })),
    brands: await readBrands(tx),
    vatClasses: [...new Set(['standard', ...settings.countries.flatMap(({ vat }) => Object.keys(vat))])],
    languages: settings.languages,
    language: settings.defaultLanguage,
    currencies: settings.currencies,
  }
}

const notThere = () => refuse('product.not_found', 'There is no such product.')
