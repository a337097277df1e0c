import { type LanguageTag, textIn } from '@parley/contracts'

/** What a ready answer may speak of, in the conversation it is said in. */
export interface Speakable {
  person: { name: string | null; email: string | null } | null
  agent: { name: string }
  shop: { name: string }
  cart: { total: string; count: number } | null
  order: { number: string; status: string; total: string; tracking: string } | null
}

/** The text in her language, else in the shop's own; with which of the two it is. */
export function textFor(
  texts: Readonly<Record<string, string>>,
  language: LanguageTag,
  otherwise: LanguageTag,
): { text: string; language: LanguageTag } {
  const own = texts[language] ?? texts[language.split('-')[0] ?? '']
  return own ? { text: own, language } : { text: textIn({ ...texts }, otherwise, 'en'), language: otherwise }
}

/** Fills in `{person.firstName}`, `{order.number}` and the like; what is not known leaves the sentence whole: `{person.firstName|there}`. */
export function fillIn(text: string, about: Speakable): string {
  const known = valuesOf(about)
  return text.replaceAll(/\{([a-z]+\.[a-zA-Z]+)(?:\|([^{}]*))?\}/g, (whole, name: string, otherwise?: string) => {
    const value = known[name]
    if (value === undefined) return whole
    return value === '' ? (otherwise ?? '') : value
  })
}

function valuesOf({ person, agent, shop, cart, order }: Speakable): Record<string, string> {
  return {
    'person.name': person?.name ?? '',
    'person.firstName': person?.name?.split(/\s+/)[0] ?? '',
    'person.email': person?.email ?? '',
    'agent.name': agent.name,
    'agent.firstName': agent.name.split(/\s+/)[0] ?? '',
    'shop.name': shop.name,
    'cart.total': cart?.total ?? '',
    'cart.count': cart ? String(cart.count) : '',
    'order.number': order?.number ?? '',
    'order.status': order?.status ?? '',
    'order.total': order?.total ?? '',
    'order.tracking': order?.tracking ?? '',
  }
}
