import {
  type Cart,
  defineFlow,
  type FlowTurn,
  type Next,
  type Outcome,
  refused,
  type SlotValue,
  textOf,
} from '@parley/sdk'
import { codesIn } from './codes-in.ts'

/** A discount code or a gift card into the basket and out of it. Where it does not count, the rule that stands in the way is told. */
export default defineFlow({
  id: 'coupon',
  jobs: { apply_coupon: { step: 'begin', question: true } },
  facets: ['cart'],
  slots: { coupon: { type: 'text', ask: 'ask.coupon', again: 'ask.coupon_again', accept: acceptCode } },
  steps: {
    begin: {
      do: async (turn) => {
        const words = turn.said.flatMap((said) => (said.type === 'text' ? [said.text] : []))
        const code = textOf(turn.slots.coupon) || codesIn(words.join(' '))[0]
        if (code === undefined) return { askAgain: 'coupon', go: 'askCode' }
        const applied = await turn.facets.cart.applyCode(code)
        if (!applied.ok) return tellWhyNot(turn, code, applied.refusals)
        sayApplied(turn, code, applied.value)
        return { done: true }
      },
    },
    askCode: { ask: 'coupon', next: 'asked' },
    asked: {
      do: async (turn) => {
        sayApplied(turn, textOf(turn.slots.coupon), await turn.facets.cart.view())
        return { done: true }
      },
    },
    takeOut: {
      do: async (turn) => {
        const code = textOf(turn.slots.click)
        const removed = await turn.facets.cart.removeCode(code)
        if (!removed.ok) turn.sayRefusals(removed.refusals)
        else {
          turn.sayText('took_out', { code })
          sayCart(turn, removed.value)
        }
        return { done: true }
      },
    },
  },
  clicks: { 'uncode:': 'takeOut' },
})

/** The code goes into the basket as it is taken; only one that counts is kept. */
async function acceptCode(value: SlotValue, turn: FlowTurn): Promise<Outcome<SlotValue>> {
  const said = textOf(value).trim()
  const words = said.split(/\s+/)
  // An answer of a word or two is the code itself, however it is written.
  const code = codesIn(said)[0] ?? (words.length <= 2 ? words.join('') : '')
  if (code === '') return refused('coupon.none', 'There is no code in it', {})
  const applied = await turn.facets.cart.applyCode(code)
  return applied.ok ? { ok: true, value: code.toUpperCase() } : applied
}

function tellWhyNot(turn: FlowTurn, code: string, refusals: Parameters<FlowTurn['sayRefusals']>[0]): Next {
  turn.sayRefusals(refusals)
  if (turn.interrupting) return { done: true }
  const unknown = refusals.some((refusal) => refusal.code === 'coupon.unknown')
  if (unknown) return { askAgain: 'coupon', go: 'askCode' }
  const choices = [{ value: 'job:find_product', label: turn.text('action.find') }]
  turn.say({ type: 'choices', text: turn.text('not_taken', { code: code.toUpperCase() }), choices })
  return { done: true }
}

function sayApplied(turn: FlowTurn, said: string, cart: Cart): void {
  const code = said.toUpperCase()
  const kept = cart.codes?.find((one) => one.code === code)
  const card = cart.giftCards?.find((one) => code.endsWith(one.lastFour))
  const total = turn.money(cart.totals.total)
  if (card && !kept) sayCard(turn, card, cart)
  else if (kept && kept.amount.amount > 0) turn.sayText('applied', { code, amount: turn.money(kept.amount), total })
  else turn.sayText('applied_later', { code })
  if (!turn.interrupting) sayCart(turn, cart, code)
}

/** What a gift card pays, what is left to pay, and what stays on the card. */
function sayCard(turn: FlowTurn, card: NonNullable<Cart['giftCards']>[number], { totals }: Cart): void {
  const left = { ...card.balance, amount: card.balance.amount - card.amount.amount }
  turn.sayText('card', {
    last: card.lastFour,
    amount: turn.money(card.amount),
    due: turn.money(totals.toPay ?? totals.total),
    left: turn.money(left),
  })
}

function sayCart(turn: FlowTurn, cart: Cart, code?: string): void {
  if (cart.lines.length === 0) return
  const out = code === undefined ? [] : [{ value: `uncode:${code}`, label: turn.text('action.take_out') }]
  turn.say({ type: 'cart', cart, actions: [{ value: 'job:checkout', label: turn.text('action.checkout') }, ...out] })
}
