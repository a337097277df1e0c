import type { Currency } from '@parley/contracts'

/** A card in a cart, with what is left on it. */
export interface CartCard {
  id: string
  lastFour: string
  currency: Currency
  balance: number
}

/** What a card pays of an order. */
export interface CardShare extends CartCard {
  amount: number
}

/** What each card pays of an amount: one after the other, in the order in which they came, none more than is left on it. */
export function sharesOf(cards: readonly CartCard[], amount: number): CardShare[] {
  let left = amount
  return cards.map((card) => {
    const share = Math.min(left, card.balance)
    left -= share
    return { ...card, amount: share }
  })
}

/** Signs that are not mistaken for one another when a code is read out or typed from a print. */
const signs = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** Sixteen signs in fours, eighty bits of chance: `GIFT-7K3P-…`. */
export function newCardCode(random: (below: number) => number): string {
  const body = Array.from({ length: 16 }, () => signs[random(signs.length)] ?? 'X').join('')
  return body.replace(/(.{4})(?=.)/g, '$1-')
}

/** As it is compared: in capitals, without what stands between the fours. */
export const tidyCardCode = (said: string): string => said.toUpperCase().replace(/[\s-]/g, '')
