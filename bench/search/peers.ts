import { DatabaseSync } from 'node:sqlite'
import MiniSearch from 'minisearch'
import snowball from 'snowball-stemmers'
import bm25 from 'wink-bm25-text-search'
import { attributeText, type IcecatProduct } from './icecat.ts'

/** Ranks ids of products for a query, ten of them. */
export type Engine = (query: string) => string[]

const boosts = { title: 3, name: 2, brand: 2, description: 1.5, attributes: 1 }
const english = snowball.newStemmer('english')
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
/** A product as every peer is given it. */
export interface PeerText {
  id: string
  title: string
  name: string
  brand: string
  description: string
  attributes: string
}
export type Stem = (word: string) => string
const inEnglish: Stem = (word) => english.stem(word)

export const fieldsOf = (product: IcecatProduct): PeerText => ({
  id: product.id,
  title: product.title,
  name: product.name,
  brand: product.brand,
  description: product.description,
  attributes: attributeText(product),
})

/** MiniSearch: stems, all words first, then any. */
export function miniSearch(products: readonly PeerText[], stem: Stem = inEnglish): Engine {
  const index = new MiniSearch({
    fields: Object.keys(boosts),
    tokenize: wordsOf,
    processTerm: (term) => stem(term.toLowerCase()),
  })
  index.addAll(products)
  return (query) => {
    const all = index.search(query, { boost: boosts, combineWith: 'AND' })
    const hits = all.length > 0 ? all : index.search(query, { boost: boosts, combineWith: 'OR' })
    return hits.slice(0, 10).map((hit) => String(hit.id))
  }
}

/** SQLite FTS5: porter stems, or for other languages words stemmed beforehand, bm25 with the same boosts, all words first, then any. */
export function sqliteFts5(products: readonly PeerText[], stem?: Stem): Engine {
  const prepared = (text: string) => (stem ? wordsOf(text).map(stem).join(' ') : text)
  const db = new DatabaseSync(':memory:')
  db.exec(
    `create virtual table product using fts5(id unindexed, title, name, brand, description, attributes, tokenize = '${stem ? 'unicode61' : 'porter unicode61'}')`,
  )
  const insert = db.prepare('insert into product values (?, ?, ?, ?, ?, ?)')
  db.exec('begin')
  for (const { id, title, name, brand, description, attributes } of products)
    insert.run(id, ...[title, name, brand, description, attributes].map(prepared))
  db.exec('commit')
  const select = db.prepare(
    'select id from product where product match ? order by bm25(product, 0, 3, 2, 2, 1.5, 1) limit 10',
  )
  const ask = (match: string) => select.all(match).map((row) => String(row.id))
  return (query) => {
    const words = wordsOf(prepared(query)).map((word) => `"${word}"`)
    if (words.length === 0) return []
    const all = ask(words.join(' AND '))
    return all.length > 0 ? all : ask(words.join(' OR '))
  }
}

/** wink-bm25: the same stems and boosts. */
export function winkBm25(products: readonly PeerText[], stem: Stem = inEnglish): Engine {
  const engine = bm25()
  engine.defineConfig({ fldWeights: boosts })
  engine.definePrepTasks([(text) => wordsOf(text).map(stem)])
  for (const { id, ...fields } of products) engine.addDoc(fields, id)
  engine.consolidate()
  return (query) => engine.search(query, 10).map(([id]) => id)
}
