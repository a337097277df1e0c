import type { Cart, Choice, Content, LanguageTag, Order, ProductCard, Proposal } from '@parley/contracts'
import { formatMoney } from './format.ts'

export type Tell = (key: string, values?: Record<string, string | number>) => string

/**
 * Any content as plain text in the shopper's language, for channels and readers that know no better. What can be picked is numbered,
 * from `firstNumber` on, so that the numbers of one turn are unique; `numberedItems` says what each number stands for.
 */
export function tellContent(content: Content, language: LanguageTag, t: Tell, firstNumber = 1): string {
  const list = (choices: readonly Choice[]) =>
    numbered(
      choices.map((each) => each.label),
      firstNumber,
    )
  switch (content.type) {
    case 'text':
    case 'note':
      return content.text
    case 'image':
      return lines(content.alt, content.url)
    case 'file':
      return lines(content.name, content.url)
    case 'product':
      return lines(
        tellCard(content.card, language, t),
        ...content.card.facts,
        content.card.url,
        ...list(content.actions),
      )
    case 'carousel':
      return lines(
        ...numbered(
          content.cards.map(({ card }) => tellCard(card, language, t)),
          firstNumber,
        ),
      )
    case 'choices':
      return lines(content.text, ...list(content.choices))
    case 'cart':
      return lines(tellCart(content.cart, language, t), ...list(content.actions))
    case 'proposal':
      return tellProposal(content.proposal, language, t)
    case 'order':
      return tellOrder(content.order, language, t)
    case 'call':
      return lines(t('tell.call'), ...list(content.actions))
    case 'payment_link':
      return lines(
        t('tell.payment_link', {
          label: content.label,
          amount: formatMoney(content.amount, language),
          number: content.orderNumber,
        }),
        content.url,
      )
    case 'form':
      return tellForm(content, t)
    case 'article':
      return lines(content.title, content.text, content.url)
    case 'notice':
      return t(content.key, content.values)
  }
}

/** What the numbers in a content's telling stand for, in order. */
export function numberedItems(content: Content): Choice[] {
  switch (content.type) {
    case 'choices':
      return content.choices
    case 'product':
    case 'cart':
    case 'call':
      return content.actions
    case 'carousel':
      return content.cards.map(({ card, actions }) => ({
        value: actions[0]?.value ?? `show:${card.productId}`,
        label: card.title,
      }))
    default:
      return []
  }
}

function tellCard(card: ProductCard, language: LanguageTag, t: Tell): string {
  const amount = card.price === null ? t('tell.no_price') : formatMoney(card.price, language)
  const price = card.price !== null && card.priceIsFrom ? t('tell.from', { price: amount }) : amount
  const title = card.subtitle === undefined ? card.title : `${card.title}, ${card.subtitle}`
  return `${title}: ${t('tell.price_stock', { price, stock: t(`tell.stock.${card.stock}`) })}`
}

function tellCart(cart: Cart, language: LanguageTag, t: Tell): string {
  if (cart.lines.length === 0) return t('tell.cart_empty')
  const { totals, freeDeliveryIn } = cart
  return lines(
    t('tell.cart'),
    ...cart.lines.map((each) => tellLine(each, language, t)),
    tellDelivery(totals.delivery, language, t),
    totals.discount.amount === 0 ? undefined : t('tell.discount', { amount: formatMoney(totals.discount, language) }),
    t('tell.total', { amount: formatMoney(totals.total, language) }),
    ...tellGiftCards(totals, language, t),
    freeDeliveryIn === null || freeDeliveryIn.amount <= 0
      ? undefined
      : t('tell.free_delivery_in', { amount: formatMoney(freeDeliveryIn, language) }),
  )
}

/** What gift cards pay, and what is left to be paid otherwise. */
function tellGiftCards({ giftCards, toPay }: Cart['totals'], language: LanguageTag, t: Tell): string[] {
  if (!giftCards || !toPay || giftCards.amount === 0) return []
  const told = (amount: typeof toPay) => ({ amount: formatMoney(amount, language) })
  return [t('tell.gift_cards', told(giftCards)), t('tell.to_pay', told(toPay))]
}

function tellLine(line: Cart['lines'][number] | Order['lines'][number], language: LanguageTag, t: Tell): string {
  const title = line.options === '' ? line.title : `${line.title} (${line.options})`
  return t('tell.line', { quantity: String(line.quantity), title, total: formatMoney(line.total, language) })
}

function tellDelivery(delivery: Cart['totals']['delivery'], language: LanguageTag, t: Tell): string | undefined {
  if (delivery === null) return undefined
  return delivery.amount === 0
    ? t('tell.delivery_free')
    : t('tell.delivery', { amount: formatMoney(delivery, language) })
}

/** Everything that a yes would do: the goods, who, how and where, the total. */
function tellProposal(proposal: Proposal, language: LanguageTag, t: Tell): string {
  const goods = (proposal.checkout?.cart.lines ?? []).map((each) => tellLine(each, language, t))
  const rows = proposal.summary.map((each) => {
    const amount = each.amount === undefined || each.amount.amount === 0 ? '' : formatMoney(each.amount, language)
    return `${each.label}: ${[each.value, amount].filter(Boolean).join(' · ')}`
  })
  const total = proposal.total === null ? undefined : t('tell.total', { amount: formatMoney(proposal.total, language) })
  // "1.640 kr." ends with a full stop of its own.
  const confirm = t('tell.proposal_confirm', { action: proposal.action }).replace(/\.\.$/, '.')
  return lines(t('tell.proposal'), ...goods, ...rows, total, confirm)
}

function tellOrder(order: Order, language: LanguageTag, t: Tell): string {
  const { tracking } = order
  return lines(
    t('tell.order', { number: order.number, status: t(`tell.status.${order.status}`) }),
    ...order.lines.map((each) => tellLine(each, language, t)),
    tellDelivery(order.totals.delivery, language, t),
    t('tell.total', { amount: formatMoney(order.totals.total, language) }),
    tracking === null ? undefined : t('tell.order_tracking', { number: tracking.number, carrier: tracking.carrier }),
    tracking?.url,
    order.statusUrl,
  )
}

function tellForm(form: Extract<Content, { type: 'form' }>, t: Tell): string {
  const errors = form.fields
    .filter((each) => each.error !== undefined)
    .map((each) => `${each.label}: ${each.error ?? ''}`)
  const open = form.fields.filter((each) => each.value === undefined || each.value === '' || each.error !== undefined)
  if (open.length === 0) return lines(form.title, ...errors)
  return lines(form.title, ...errors, t('tell.form', { fields: open.map((each) => each.label).join(', ') }))
}

const numbered = (items: readonly string[], first: number): string[] =>
  items.map((item, index) => `${first + index}. ${item}`)

const lines = (...parts: (string | undefined)[]): string =>
  parts.filter((each) => each !== undefined && each !== '').join('\n')
