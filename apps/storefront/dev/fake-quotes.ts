import type { CompanyApproval } from '@parley/contracts'
import type { QuoteShown, Visit } from '../src/shop-port.ts'

const statuses = { quo_asked: 'asked', quo_priced: 'priced', quo_past: 'priced', quo_taken: 'accepted' } as const
const isKnown = (id: string): id is keyof typeof statuses => Object.hasOwn(statuses, id)

/** Offers to a company, one of each kind; taking any of them puts nothing anywhere. */
export function quotesDoor(currency: string): Visit['quotes'] {
  const of = (amount: number) => ({ amount, currency })
  const quoteOf = (id: string): QuoteShown | null => {
    if (!isKnown(id)) return null
    const isPriced = id !== 'quo_asked'
    return {
      ...{ id, number: 'Q-1001', companyId: 'com_1', companyName: 'Café Norr AB', personId: 'per_1' },
      ...{ personName: 'Anna Ek', currency, note: 'For the terrace <b>soon</b>', status: statuses[id] },
      lines: [
        {
          ...{ variantId: 'var_1', title: 'Holm three-seat sofa', options: 'forest green', quantity: 4 },
          ...{ listPrice: of(1_299_000), unitPrice: isPriced ? of(1_099_000) : null },
        },
        {
          ...{ variantId: 'var_2', title: 'Sigla jumper', options: 'oatmeal, M', quantity: 40 },
          ...{ listPrice: of(89_900), unitPrice: isPriced ? of(79_900) : null },
        },
      ],
      total: isPriced ? of(4 * 1_099_000 + 40 * 79_900) : null,
      validUntil: isPriced ? '2026-12-31T22:59:59.000Z' : null,
      version: 2,
      createdAt: '2026-11-20T10:00:00.000Z',
      holds: id === 'quo_priced',
    }
  }
  return {
    byLink: async (id, token) => (token === 'good' ? quoteOf(id) : null),
    accept: async (_id, _token, version) => {
      if (version === 2) return { ok: true, value: true }
      const message = 'The offer has been changed since.'
      return { ok: false, refusals: [{ code: 'quote.changed', severity: 'error', message }] }
    },
    decline: async () => ({ ok: true, value: true }),
  }
}

export function approvalsDoor(currency: string): Visit['approvals'] {
  const approval: CompanyApproval = {
    ...{ proposalId: 'prp_1', status: 'asked', askedBy: 'Anna Ek', askedAt: '2026-11-20T10:00:00.000Z' },
    total: { amount: 1_299_000, currency },
    summary: [
      { label: 'Delivery', value: 'To the door, 3 days' },
      { label: 'Payment', value: 'Invoice' },
    ],
  }
  return {
    byLink: async (id, personId, token) =>
      token === 'good' && id === approval.proposalId && personId === 'per_boss' ? approval : null,
    decide: async (_id, _person, _token, to) => {
      approval.status = to
      return { ok: true, value: true }
    },
  }
}
