import type { Currency, Money, PromotionTrace, Totals } from '@parley/contracts'
import { applyPromotions, type OfferedPromotion } from './apply-promotions.ts'
import { type BasisPoints, price } from './price.ts'
import type { Buyer } from './promotion-conditions.ts'
import type { Described } from './selected.ts'
import {
  type ListedPrice,
  type UnitPrice,
  type UnitQuestion,
  unitPrice,
  type VatOfLine,
  withVatDue,
} from './unit-price.ts'

/** Goods of which it is asked what they cost. */
export interface QuotedGoods extends Described {
  /** Of the line; the order in which lines are told apart, whatever order they stand in. */
  id: string
  quantity: number
  cataloguePrice: number
  listed: readonly ListedPrice[]
  cost: number | null
  /** Worth what it costs, such as a gift card: no list and no offer makes it cheaper. */
  fixed?: boolean
  vat: VatOfLine
}

export interface QuoteQuestion {
  currency: Currency
  at: Date
  lines: readonly QuotedGoods[]
  buyer: Buyer
  pricesInclude: 'vat' | 'nothing'
  reverseCharge: boolean
  leastMargin: BasisPoints | null
  promotions: readonly OfferedPromotion[]
  /** Null while no way of delivery is chosen. */
  delivery: { methodId: string; amount: number; vat: VatOfLine } | null
}

export interface QuotedLine {
  id: string
  unitPrice: Money
  /** What the catalogue asks for one. */
  regularPrice: Money
  /** The price list that made it cheaper. */
  priceList: UnitPrice['list']
  total: Money
  discount: Money
  vat: Money
}

export interface Quote {
  totals: Totals
  /** In the order of the question's lines. */
  lines: QuotedLine[]
  /** What every promotion did, or why it did nothing. */
  promotions: PromotionTrace[]
}

/**
 * What these goods cost this buyer now: price lists, then promotions, then delivery, then VAT. Pure: the same question always has the same
 * answer, in whatever order its lines stand. All amounts are what the buyer pays, VAT included where there is any.
 */
export function quote(question: QuoteQuestion): Quote {
  const { currency, delivery } = question
  const priced = question.lines.map((goods) => ({ goods, unit: unitPrice(unitQuestion(question, goods)) }))
  const stand = {
    currency,
    lines: priced.map(standingLine).sort((one, other) => (one.id < other.id ? -1 : 1)),
    delivery: delivery && {
      methodId: delivery.methodId,
      left: withVatDue(delivery.amount, { ...question, vat: delivery.vat }),
    },
  }
  const { stand: after, traces } = applyPromotions(stand, question.buyer, question.promotions)
  const left = new Map(after.lines.map((line) => [line.id, line.left]))
  const { totals, lines } = price({
    currency,
    lines: priced.map(({ goods, unit }) => {
      const gross = unit.amount * goods.quantity
      const discount = gross - (left.get(goods.id) ?? gross)
      return { unitPrice: unit.amount, quantity: goods.quantity, vat: unit.vat, discount }
    }),
    delivery: delivery && {
      amount: after.delivery?.left ?? 0,
      vat: question.reverseCharge ? 0 : delivery.vat.rate,
    },
  })
  const money = (amount: number): Money => ({ amount, currency })
  return {
    totals: question.reverseCharge ? { ...totals, reverseCharge: true } : totals,
    lines: priced.flatMap(({ goods, unit }, place) => {
      const line = lines[place]
      const own = {
        id: goods.id,
        unitPrice: money(unit.amount),
        regularPrice: money(unit.regular),
        priceList: unit.list,
      }
      return line ? [{ ...own, ...line }] : []
    }),
    promotions: traces,
  }
}

function unitQuestion(question: QuoteQuestion, goods: QuotedGoods): UnitQuestion {
  const { currency, at, buyer, pricesInclude, reverseCharge, leastMargin } = question
  const { quantity, cataloguePrice, cost, vat } = goods
  const listed = goods.fixed ? [] : goods.listed
  return { currency, at, buyer, pricesInclude, reverseCharge, leastMargin, quantity, cataloguePrice, listed, cost, vat }
}

function standingLine({ goods, unit }: { goods: QuotedGoods; unit: UnitPrice }) {
  const { id, variantId, productId, categories, brand, quantity } = goods
  const gross = unit.amount * quantity
  return {
    id,
    variantId,
    productId,
    categories,
    brand,
    quantity,
    gross,
    left: gross,
    floor: goods.fixed ? gross : unit.floor * quantity,
  }
}
