import type { ReturnView as Returned } from '@parley/contracts'
import { plainWords } from '../words/names.ts'

export const kindWords: Readonly<Record<Returned['kind'], string>> = {
  return: 'Return',
  exchange: 'Exchange',
  complaint: 'Complaint',
}

/** Why it comes back, by the id that the shop's policy gives it. */
export const reasonWords = (reason: string): string => {
  const words = plainWords(reason)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The rules by which a return is refused. The customer reads them in her own language. */
export const ruleWords: Readonly<Record<string, string>> = {
  window: 'It came too late',
  final_sale: 'It is one of the things that are not taken back',
  worn: 'It has been worn or used',
  incomplete: 'Something of it is missing',
  own_damage: 'It was damaged after it arrived',
  not_ours: 'It is not from this order',
}

export const ruleOrWords = (reason: string): string => ruleWords[reason] ?? reason

/** What she wants for it. */
export const wishWords: Readonly<Record<Returned['wish'], string>> = {
  refund: 'Her money back',
  credit: 'Store credit',
  exchange: 'Something else instead',
}
