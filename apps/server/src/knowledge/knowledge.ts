import type { LanguageTag } from '@parley/contracts'
import type { ArticleHit } from '@parley/sdk'
import {
  type LanguageForSearch,
  RankedTexts,
  type SearchLanguage,
  searchLanguage,
  wordsOf,
} from '../commerce/search/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import type { Clock } from '../kernel/clock.ts'
import { type Article, passagesOf } from './article.ts'
import { articleVersion, readArticles } from './article-store.ts'

/** Finds the passage that answers a question, over the articles of a shop held in memory. */
export interface Knowledge {
  /** Best first, one passage an article; empty where nothing answers. */
  answer(tx: ShopTransaction, question: string, language: LanguageTag, limit: number): Promise<ArticleHit[]>
  /** The article on a topic in the language, else in `otherwise`. */
  topic(tx: ShopTransaction, topic: string, language: LanguageTag, otherwise: LanguageTag): Promise<ArticleHit | null>
}

interface Passage {
  article: Article
  passage: string
  /** Stems of the words in its article's title and keywords. */
  called: ReadonlySet<string>
}

interface Shelf {
  version: string
  checkedAt: number
  passages: Passage[]
  texts: RankedTexts
  articles: Article[]
}

/** A passage must meet this part of what the question's words tell, or the shop doesn't know. */
const leastCoverage = 0.5
/** An article that is called by a word as rare as this is about it, whatever else was said. */
const tellingRarity = 2
const checkEveryMs = 1000
const mostShops = 200

/** Title and keywords, the passage, the rest of the article. */
const weights = [
  { boost: 2.5, lengthMatters: 0.3 },
  { boost: 1.5, lengthMatters: 0.7 },
  { boost: 0.5, lengthMatters: 0.7 },
]

export function createKnowledge(parts: { languages: readonly LanguageForSearch[]; clock: Clock }): Knowledge {
  const languages = parts.languages.map(searchLanguage)
  const shelves = new Map<string, Shelf>()

  const shelfOf = async (tx: ShopTransaction): Promise<Shelf> => {
    const now = parts.clock.now().getTime()
    const known = shelves.get(tx.shopId)
    if (known && Math.abs(now - known.checkedAt) < checkEveryMs) return known
    const version = await articleVersion(tx)
    if (known && known.version === version) return Object.assign(known, { checkedAt: now })
    const shelf = { ...layOut(await readArticles(tx), languages), version, checkedAt: now }
    shelves.delete(tx.shopId)
    shelves.set(tx.shopId, shelf)
    const [oldest] = shelves.keys()
    if (shelves.size > mostShops && oldest !== undefined) shelves.delete(oldest)
    return shelf
  }

  return {
    async answer(tx, question, language, limit) {
      const { passages, texts } = await shelfOf(tx)
      // In a question a word that only resembles one of ours is one that we don't know: a "dimmer" is no "timer".
      const terms = texts
        .termsOf(question, language)
        .map((term) => (term.corrected === undefined ? term : { ...term, alternatives: [] }))
      const telling = terms.flatMap(({ rarity, alternatives }) =>
        rarity >= tellingRarity ? alternatives.flatMap(({ weight, stems }) => (weight === 1 ? stems : [])) : [],
      )
      const isAbout = ({ article, called }: Passage) =>
        article.language === language && telling.some((stem) => called.has(stem))
      const ranked = texts
        .rank(terms, passages.length)
        .filter(({ number, coverage }) => {
          const passage = passages[number]
          return coverage >= leastCoverage || (passage !== undefined && isAbout(passage))
        })
        .sort((one, other) => other.score - one.score)
      return bestOfEach(ranked, passages, language, limit)
    },
    async topic(tx, topic, language, otherwise) {
      const { articles } = await shelfOf(tx)
      const names = [topic, ...(otherNames[topic] ?? [])]
      const about = articles.filter((one) => one.topic !== null && names.includes(one.topic))
      const found = [language, otherwise].flatMap((tag) => about.filter((one) => one.language === tag))[0] ?? about[0]
      return found ? hitOf(found, passagesOf(found.body)[0] ?? found.title, 1) : null
    },
  }
}

/** Topics that shops call by different names. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  sizes: ['size-guide', 'size'],
  delivery: ['shipping'],
  returns: ['return', 'refunds'],
  payment: ['payments', 'paying'],
  warranty: ['guarantee', 'complaints'],
}

function layOut(articles: Article[], languages: readonly SearchLanguage[]): Omit<Shelf, 'version' | 'checkedAt'> {
  const passages = articles.flatMap((article) => {
    const called = stemsOf(
      nameOf(article),
      languages.find(({ tag }) => tag === article.language),
    )
    return passagesOf(article.body).map((passage) => ({ article, passage, called }))
  })
  const texts = new RankedTexts(languages, weights)
  texts.add(
    passages.map(({ article, passage }, number) => ({
      number,
      fields: new Map([[article.language, [nameOf(article), passage, article.body]]]),
    })),
  )
  return { articles, passages, texts }
}

const nameOf = ({ title, keywords }: Article): string => `${title} ${keywords.join(' ')}`

const stemsOf = (text: string, language: SearchLanguage | undefined): ReadonlySet<string> =>
  new Set(language ? wordsOf(text).map(language.stem) : [])

/** Every article once, in the reader's language where it exists in it. */
function bestOfEach(
  ranked: readonly { number: number; score: number }[],
  passages: Shelf['passages'],
  language: LanguageTag,
  limit: number,
): ArticleHit[] {
  const hits = new Map<string, ArticleHit>()
  const own = ranked.filter(({ number }) => passages[number]?.article.language === language)
  for (const { number, score } of own.length > 0 ? own : ranked) {
    const found = passages[number]
    if (found && !hits.has(found.article.slug)) hits.set(found.article.slug, hitOf(found.article, found.passage, score))
    if (hits.size === limit) break
  }
  return [...hits.values()]
}

const hitOf = ({ id, slug, title }: Article, passage: string, score: number): ArticleHit => ({
  id,
  title,
  passage,
  url: `/help/${slug}`,
  score,
})
