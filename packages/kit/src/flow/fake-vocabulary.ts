import type { Vocabulary } from '@parley/engine'
import { fakeCategories, fakeGoods } from './fake-goods.ts'

/** What the little shop sells, as a reader finds it in a sentence. */
export const fakeVocabulary = (): Vocabulary => ({
  terms: [
    ...fakeGoods().map(({ id, name }) => ({ kind: 'product' as const, id, forms: [{ language: 'en', text: name }] })),
    ...fakeCategories.map(({ id, name }) => ({
      kind: 'category' as const,
      id,
      forms: [{ language: 'en', text: name }],
    })),
  ],
})
