import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'

/** Keeps an article that nobody reads yet; answers with its id. Its slug is made of the title and is nobody else's. */
export async function draftArticle(
  tx: ShopTransaction,
  given: { language: string; title: string; body: string },
): Promise<string> {
  const id = tx.id('art')
  const slug = `${slugOf(given.title)}-${id.slice(-6)}`
  await sql`
    insert into article (shop_id, article_id, slug, language, topic, title, body, keywords, status, revision, updated_at)
    values (${tx.shopId}, ${id}, ${slug}, ${given.language}, null, ${given.title}, ${given.body}, '{}', 'draft',
      (select coalesce(max(revision), 0) + 1 from article where shop_id = ${tx.shopId}), ${tx.now})`.execute(tx.sql)
  tx.event('article.changed', {}, { articles: 1 })
  return id
}

const longestSlug = 60

function slugOf(title: string): string {
  const plain = title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return plain.slice(0, longestSlug) || 'answer'
}
