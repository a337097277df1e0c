import { z } from 'zod'
import { type Door, door } from '../db/door.ts'
import { readShop } from '../identity/index.ts'
import { granted, refuse } from '../kernel/refusals.ts'
import { article } from './article.ts'
import { readArticle, readArticleBySlug, readArticles } from './article-store.ts'

const tag = 'knowledge'
const mayRead = { visitor: true, scope: 'catalogue:read' } as const

/** Help articles, as the shop wrote them. */
export function knowledgeDoors(): readonly Door[] {
  return [
    door({
      method: 'get',
      path: '/articles',
      tag,
      summary: 'List help articles',
      description: 'Those of one language: of `language`, else of `Accept-Language`, else of the shop.',
      access: mayRead,
      query: z.object({ topic: z.string().max(60).optional(), language: z.string().max(20).optional() }),
      answer: z.object({ articles: z.array(article) }),
      handle: async (tx, { query, language }) => {
        const { settings } = await readShop(tx)
        const spoken = language && settings.languages.includes(language) ? language : settings.defaultLanguage
        const articles = await readArticles(tx, spoken)
        return granted({ articles: articles.filter((one) => query.topic === undefined || one.topic === query.topic) })
      },
    }),
    door({
      method: 'get',
      path: '/articles/{articleId}',
      tag,
      summary: 'Read a help article',
      description: 'By id, or by slug in the language asked for.',
      access: mayRead,
      params: z.object({ articleId: z.string().max(120) }),
      query: z.object({ language: z.string().max(20).optional() }),
      answer: article,
      handle: async (tx, { params, language }) => {
        const byId = await readArticle(tx, params.articleId)
        const { settings } = await readShop(tx)
        const languages = [language ?? settings.defaultLanguage, settings.defaultLanguage]
        const found = byId ?? (await readArticleBySlug(tx, params.articleId, languages))
        return found ? granted(found) : refuse('article.not_found', 'There is no such article.')
      },
    }),
  ]
}
