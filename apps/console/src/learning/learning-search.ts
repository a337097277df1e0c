import { z } from 'zod'

export const learningTabs = ['heard', 'suggestions', 'examples', 'versions', 'figures'] as const
export const tabWords = {
  heard: 'To look at',
  suggestions: 'Article ideas',
  examples: 'Examples',
  versions: 'Versions',
  figures: 'Figures',
} as const satisfies Record<(typeof learningTabs)[number], string>

/** What of the page stands in the address. */
export const learningSearch = z.object({ tab: z.enum(learningTabs).optional().catch(undefined) })
