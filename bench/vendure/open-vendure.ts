import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { freePort } from '../../apps/server/test/parley.ts'
import { runSql } from '../../apps/server/test/test-cluster.ts'
import { caller } from '../shop/call.ts'
import type { Store, Ware } from '../shop/store.ts'
import { installVendure } from './install.ts'
import { askVendure, VendureBuyer } from './vendure-buyer.ts'

const database = 'vendure_bench'

/** Vendure in a process of its own, on a database of its own in the same Postgres, with these goods. Throws MissingData where it can't be had. */
export async function openVendure(ownerUrl: string, goods: readonly Ware[]): Promise<Store> {
  const folder = await installVendure()
  const own = await mkdtemp(join(tmpdir(), 'parley-bench-vendure-'))
  const products = join(own, 'products.csv')
  await writeFile(products, csvOf(goods))
  await runSql(ownerUrl, `drop database if exists ${database} with (force)`, `create database ${database}`)
  const url = new URL(ownerUrl)
  url.pathname = `/${database}`
  const port = await freePort()
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serve.mjs')], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      VENDURE_FOLDER: folder,
      VENDURE_PRODUCTS: products,
      DATABASE_URL: url.href,
      PORT: String(port),
    },
  })
  await opened(child)
  const address = `http://127.0.0.1:${port}`
  const variants = await variantsBySku(address)
  return {
    name: 'vendure',
    pids: [child.pid ?? 0],
    buyer: () => new VendureBuyer(address, variants),
    stockOf: (ware) => stockOf(address, variants.get(ware.id) ?? ''),
    async close() {
      child.kill('SIGKILL')
      await rm(own, { recursive: true, force: true })
    },
  }
}

function opened(child: ChildProcess): Promise<void> {
  let written = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (written = (written + chunk).slice(-5_000)))
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve())
    child.once('exit', (code) => reject(new Error(`Vendure ended with ${code}:\n${written}`)))
  })
}

function csvOf(goods: readonly Ware[]): string {
  const head =
    'name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,stockOnHand,trackInventory,variantAssets,variantFacets'
  const rows = goods.map(
    ({ id, title, price, units }) => `${title},${id},A thing for every day,,,,,${id},${price},standard,${units},true,,`,
  )
  return [head, ...rows].join('\n')
}

const variants = z.object({
  productVariants: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        sku: z.string(),
        stockLevels: z.array(z.object({ stockOnHand: z.int(), stockAllocated: z.int() })),
      }),
    ),
  }),
})

/** The shopkeeper's own look: variants with what stands on the shelf. */
async function readVariants(address: string) {
  const call = caller(address)
  const signIn = await askVendure(call, 'admin-api', {
    query: 'mutation { login(username: "superadmin", password: "of-the-bench") { __typename } }',
  })
  const { data } = await askVendure(call, 'admin-api', {
    query:
      '{ productVariants(options: { take: 1000 }) { items { id sku stockLevels { stockOnHand stockAllocated } } } }',
    cookie: signIn.cookie,
  })
  call.close()
  return variants.parse(data).productVariants.items
}

const variantsBySku = async (address: string) =>
  new Map((await readVariants(address)).map(({ sku, id }) => [sku, id] as const))

async function stockOf(address: string, variantId: string) {
  const [level] = (await readVariants(address)).find(({ id }) => id === variantId)?.stockLevels ?? []
  if (!level) throw new Error(`Vendure keeps no stock of ${variantId}`)
  return { left: level.stockOnHand - level.stockAllocated }
}
