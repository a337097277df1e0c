import type { LanguageTag } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'
import type { Article } from './article.ts'

/** Articles that can be read, by title. */
export async function readArticles(tx: ShopTransaction, language?: LanguageTag): Promise<Article[]> {
  const rows = await tx.sql
    .selectFrom('article')
    .selectAll()
    .where('shop_id', '=', tx.shopId)
    .where('status', '=', 'published')
    .$if(language !== undefined, (query) => query.where('language', '=', language ?? ''))
    .orderBy('title')
    .orderBy('article_id')
    .execute()
  return rows.map(fromRow)
}

export async function readArticle(tx: ShopTransaction, articleId: string): Promise<Article | null> {
  const row = await tx.sql
    .selectFrom('article')
    .selectAll()
    .where('shop_id', '=', tx.shopId)
    .where('article_id', '=', articleId)
    .where('status', '=', 'published')
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The article of a slug in the language, else in whatever language stands first in `others`. */
export async function readArticleBySlug(
  tx: ShopTransaction,
  slug: string,
  languages: readonly LanguageTag[],
): Promise<Article | null> {
  const rows = await tx.sql
    .selectFrom('article')
    .selectAll()
    .where('shop_id', '=', tx.shopId)
    .where('slug', '=', slug)
    .where('status', '=', 'published')
    .execute()
  const found = languages.flatMap((language) => rows.filter((row) => row.language === language))[0] ?? rows[0]
  return found ? fromRow(found) : null
}

/** Changes whenever any article does. */
export async function articleVersion(tx: ShopTransaction): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select count(*) || ' ' || coalesce(max(revision), 0) as version from article where shop_id = ${tx.shopId}`.execute(
    tx.sql,
  )
  return rows[0]?.version ?? ''
}

export type NewArticle = Omit<Article, 'id' | 'updatedAt'>

/** Writes articles by slug and language; what says the same as before is left alone. Returns how many were changed. */
export async function saveArticles(tx: ShopTransaction, articles: readonly NewArticle[]): Promise<number> {
  let changed = 0
  for (const { slug, language, topic, title, body, keywords } of articles) {
    const { numAffectedRows } = await sql`
      insert into article (shop_id, article_id, slug, language, topic, title, body, keywords, revision, updated_at)
      values (${tx.shopId}, ${tx.id('art')}, ${slug}, ${language}, ${topic}, ${title}, ${body}, ${keywords},
        (select coalesce(max(revision), 0) + 1 from article where shop_id = ${tx.shopId}), ${tx.now})
      on conflict (shop_id, slug, language) do update set topic = excluded.topic, title = excluded.title,
        body = excluded.body, keywords = excluded.keywords, revision = excluded.revision, updated_at = excluded.updated_at
      where (article.topic, article.title, article.body, article.keywords)
        is distinct from (excluded.topic, excluded.title, excluded.body, excluded.keywords)`.execute(tx.sql)
    changed += Number(numAffectedRows ?? 0)
  }
  if (changed > 0) tx.event('article.changed', {}, { articles: changed })
  return changed
}

function fromRow(row: {
  article_id: string
  slug: string
  language: string
  topic: string | null
  title: string
  body: string
  keywords: string[]
  updated_at: Date
}): Article {
  const { article_id: id, slug, language, topic, title, body, keywords } = row
  return { id, slug, language, topic, title, body, keywords, updatedAt: row.updated_at.toISOString() }
}
