import type { Content, DeskRules } from '@parley/contracts'
import { z } from 'zod'
import type { ShopTransaction } from '../db/database.ts'
import { readPerson, remember, type Visitor } from '../people/index.ts'
import { deskText } from './desk-texts.ts'
import { ownPerson } from './hear-contact.ts'

export type PreChatForm = Extract<Content, { type: 'form' }>

const tests = {
  name: z.string().trim().min(1).max(120),
  email: z.email().max(254),
  phone: z
    .string()
    .trim()
    .regex(/^[+()\d\s./-]{5,40}$/),
}
const autocomplete = { name: 'name', email: 'email', phone: 'tel' } as const

/**
 * What is asked before the first word, or null where nothing is. What she gives is taken at her word: her browser's own person gets it, and it
 * proves nothing. Where something of it will not do, it is asked again with what was wrong.
 */
export async function preChat(
  tx: ShopTransaction,
  asked: {
    rules: DeskRules
    visitor: Visitor
    language: string
    hasTalked: boolean
    given: Readonly<Record<string, string>> | null
  },
): Promise<PreChatForm | null> {
  const { rules, visitor, language, hasTalked, given } = asked
  if (rules.preChat.length === 0 || hasTalked) return null
  const known = visitor.personId ? await readPerson(tx, visitor.personId) : null
  const lacks = rules.preChat.filter(({ field }) => !known?.[field])
  const wrong = given ? rules.preChat.filter((each) => !fits(each, given[each.field])) : []
  if (given && wrong.length === 0) {
    const personId = visitor.personId ?? (await ownPerson(tx, visitor.id, visitor.id))
    // What is known of her, perhaps proved, is not overwritten by what anybody at her browser types.
    const told = lacks.flatMap(({ field }) => (given[field]?.trim() ? [[field, given[field].trim()]] : []))
    if (told.length > 0) await remember(tx, personId, Object.fromEntries(told))
    return null
  }
  if (lacks.length === 0) return null
  return {
    type: 'form',
    id: 'pre-chat',
    title: deskText(language, 'prechat.title'),
    fields: rules.preChat.map(({ field, required }) => ({
      name: field,
      label: deskText(language, `prechat.${field}`),
      type: field,
      required,
      autocomplete: autocomplete[field],
      value: given?.[field] ?? known?.[field] ?? '',
      ...(wrong.some((each) => each.field === field) ? { error: deskText(language, 'prechat.wrong') } : {}),
    })),
    submit: deskText(language, 'prechat.start'),
  }
}

/** What she reads under the field where the desk sees what is not sent yet; null where it does not. */
export const typingTold = (rules: DeskRules, language: string): string | null =>
  rules.typingPreview ? deskText(language, 'typing.told') : null

function fits({ field, required }: DeskRules['preChat'][number], value: string | undefined): boolean {
  return value?.trim() ? tests[field].safeParse(value.trim()).success : !required
}
