import { defineFlow } from '@parley/sdk'
import { compareSteps } from './compare.ts'
import { refineSteps } from './refine.ts'
import { searchSlots, searchSteps } from './search.ts'
import { showSteps } from './show.ts'
import { similarSteps } from './similar.ts'

/** Finds what the shopper describes, narrows it with her, compares, and shows one thing closely. */
export default defineFlow({
  id: 'find-product',
  jobs: {
    find_product: { step: 'begin' },
    refine_search: { step: 'refine' },
    cheaper: { step: 'cheaper' },
    compare: { step: 'compare' },
  },
  facets: ['catalogue'],
  slots: searchSlots,
  steps: { ...searchSteps, ...refineSteps, ...compareSteps, ...similarSteps, ...showSteps },
  clicks: { 'show:': 'show', 'more:': 'more', 'find:': 'findCategory', 'similar:': 'similar', 'compare:': 'compare' },
  digressions: 'ends',
})
