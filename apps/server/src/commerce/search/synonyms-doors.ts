import { languageTag } from '@parley/contracts'
import { z } from 'zod'
import { type Door, door } from '../../db/door.ts'
import { audit } from '../../identity/index.ts'
import { granted } from '../../kernel/refusals.ts'
import type { Synonyms } from './synonyms.ts'
import { readSynonyms, saveSynonyms } from './synonyms-store.ts'

const form = z
  .string()
  .trim()
  .min(2)
  .max(60)
  .regex(/[\p{L}\p{N}]/u)
const synonyms = z.record(languageTag, z.array(z.array(form).min(2).max(12)).max(300))

const tag = 'catalogue'

/** The shop's own words for one and the same thing, read and written as a whole. */
export const synonymsDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/search-synonyms',
    tag,
    summary: 'Words that mean the same in this shop',
    access: { scope: 'catalogue:read' },
    answer: synonyms,
    handle: async (tx) => granted(await readSynonyms(tx)),
  }),
  door({
    method: 'put',
    path: '/search-synonyms',
    tag,
    summary: 'Say which words mean the same',
    description:
      'By language, groups of two to twelve words or short phrases: who asks for one finds the others, in the search of the shop and in the chat. Takes the place of all that stood; search takes it in within a second.',
    access: { scope: 'catalogue:write' },
    body: synonyms,
    example: { en: [['settee', 'couch', 'sofa']] },
    answer: synonyms,
    handle: async (tx, { body, principal }) => {
      await saveSynonyms(tx, tidy(body))
      const kept = await readSynonyms(tx)
      const counts = Object.fromEntries(Object.entries(kept).map(([language, groups]) => [language, groups.length]))
      await audit(tx, principal, 'search_synonyms.changed', tx.shopId, counts)
      return granted(kept)
    },
  }),
]

/** Each word once in its group; a word that stands alone says nothing. */
function tidy(given: Synonyms): Synonyms {
  const once = (group: readonly string[]): string[] => [
    ...new Map(group.map((word) => [word.toLowerCase(), word])).values(),
  ]
  const kept = Object.entries(given).map(
    ([language, groups]) => [language, groups.map(once).filter(({ length }) => length > 1)] as const,
  )
  return Object.fromEntries(kept.filter(([, groups]) => groups.length > 0))
}
