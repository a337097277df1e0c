import type { LanguageTag } from '@parley/contracts'
import type { KnowledgeFacet } from '@parley/sdk'
import type { ShopTransaction } from '../db/database.ts'
import { returnText, type ShopSettings } from '../kernel/shop-settings.ts'
import type { Knowledge } from './knowledge.ts'

export interface KnowledgeFacetParts {
  tx: ShopTransaction
  knowledge: Knowledge
  settings: ShopSettings
  language: LanguageTag
}

/** What the shop's articles and settings know, as flows ask it. */
export function knowledgeFacet({ tx, knowledge, settings, language }: KnowledgeFacetParts): KnowledgeFacet {
  return {
    answer: (question, limit = 3) => knowledge.answer(tx, question, language, limit),
    async topic(topic) {
      const found = await knowledge.topic(tx, topic, language, settings.defaultLanguage)
      if (found || topic !== 'returns') return found
      const passage = returnText(settings, language)
      return passage === '' ? null : { id: 'policy-returns', title: '', passage, url: '/help', score: 1 }
    },
  }
}
