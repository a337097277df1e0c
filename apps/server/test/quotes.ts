import type { PromotionAction, PromotionRule } from '@parley/contracts'
import {
  type OfferedPromotion,
  type Quote,
  type QuotedGoods,
  type QuoteQuestion,
  quote,
} from '../src/commerce/pricing/index.ts'

export const morning = new Date('2026-11-02T09:00:00Z')
export const swedish = { rate: 2500, homeRate: 2500 }

export const goods = (id: string, cataloguePrice: number, more: Partial<QuotedGoods> = {}): QuotedGoods => ({
  id,
  variantId: `var_${id}`,
  productId: `prd_${id}`,
  categories: [],
  brand: null,
  quantity: 1,
  cataloguePrice,
  listed: [],
  cost: null,
  vat: swedish,
  ...more,
})

export const offer = (id: string, action: PromotionAction, more: Partial<PromotionRule> = {}): OfferedPromotion => ({
  id,
  name: id,
  code: null,
  rule: { conditions: [], action, stacking: { kind: 'adds_up' }, ...more },
  barred: null,
  budgetLeft: null,
})

export const ask = (lines: readonly QuotedGoods[], more: Partial<QuoteQuestion> = {}): Quote =>
  quote({
    currency: 'SEK',
    at: morning,
    lines,
    buyer: { groups: [], companyId: null, channel: 'web', country: 'SE', firstOrder: true },
    pricesInclude: 'vat',
    reverseCharge: false,
    leastMargin: null,
    promotions: [],
    delivery: null,
    ...more,
  })

/** All goods. */
export const of = {}
export const percent = (share: number): PromotionAction => ({ kind: 'percent', percent: share, of })
