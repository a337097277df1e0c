import type { KnowledgeFacet, StoreFacet } from '@parley/sdk'
export const knowledgeFacet = (_: unknown): KnowledgeFacet => ({ answer: async () => [], topic: async () => null })
export const openNow = (_a: unknown, _b: unknown) => ({ open: true, changesAt: null })
export const storeFacet = (parts: { name: string }): StoreFacet =>
  ({
    info: async () => ({
      name: parts.name,
      email: 'a@b.example',
      phone: '1',
      address: 'x',
      hours: { timeZone: 'UTC', week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }, exceptions: [] },
      returnDays: 30,
      returnText: 'x',
      countries: [{ code: 'SE', name: 'Sweden' }],
    }),
    openNow: async () => ({ open: true, changesAt: null }),
  }) as StoreFacet
export const seedTorget = async (_a: unknown, _b: unknown) => {}
