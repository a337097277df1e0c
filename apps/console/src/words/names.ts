import type { DeskConversation } from '@parley/contracts'

/** "Sigríður Jónsdóttir" → "SJ". */
export function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/)
  const first = parts.at(0)?.at(0) ?? ''
  const last = parts.length > 1 ? (parts.at(-1)?.at(0) ?? '') : ''
  return `${first}${last}`.toLocaleUpperCase()
}

/** Whom the desk talks to: the person's name, else a name for the browser that stays the same. */
export function shopperName(conversation: Pick<DeskConversation, 'person' | 'visitorId' | 'id'>): string {
  const { person, visitorId, id } = conversation
  if (person) return person.name || person.email || 'A customer'
  return `Visitor ${(visitorId ?? id).slice(-4).toUpperCase()}`
}

const languages = new Intl.DisplayNames('en-GB', { type: 'language' })
const countries = new Intl.DisplayNames('en-GB', { type: 'region' })

export const languageName = (tag: string): string => named(() => languages.of(tag), tag)
export const countryName = (code: string): string => named(() => countries.of(code), code)

function named(find: () => string | undefined, otherwise: string): string {
  try {
    return find() ?? otherwise
  } catch {
    return otherwise
  }
}

/** `find_product` → "find product". */
export const plainWords = (code: string): string => code.replaceAll(/[_.-]/g, ' ')
