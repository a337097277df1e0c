import type { Sentence } from '../entities/sentence.ts'
import { meaningsIn } from '../words/meanings.ts'
import type { Token } from '../words/tokens.ts'
import { type ClassifierWord, tokenWords } from './features.ts'
import type { Spelling } from './spelling.ts'

/** What stands in for a thing that says nothing of the wish: the classifier need not know the shop's goods. Positions and comparisons keep their words: they do tell. */
const kinds: Readonly<Record<string, string>> = {
  price_min: 'price',
  price_max: 'price',
  colour: 'colour',
  material: 'material',
  size: 'size',
  category: 'goods',
  product: 'goods',
  brand: 'goods',
  option: 'goods',
  quantity: 'number',
  email: 'email',
  phone: 'phone',
  order_number: 'order',
  coupon: 'code',
  code: 'code',
  width_max: 'measure',
  height_max: 'measure',
  depth_max: 'measure',
  length_max: 'measure',
}

/**
 * The sentence's words, what was recognised told by its kind alone. `isGoods` says which other words name goods: those keep their
 * spelling, and are goods besides; of the rest slips are mended.
 */
export function maskedWords(
  sentence: Sentence,
  isGoods: (lower: string) => boolean,
  spelling: Spelling = () => null,
): ClassifierWord[] {
  const { tokens, found, language } = sentence
  const words: ClassifierWord[] = []
  const meanings = meaningsIn(language.meanings, tokens)
  for (let at = 0; at < tokens.length; ) {
    const one = found.find((each) => each.from === at && kinds[each.type] !== undefined && isWhole(each))
    const kind = one && kinds[one.type]
    if (one && kind !== undefined) {
      if (words.at(-1)?.kind !== kind) words.push({ text: '', stem: '', kind, meanings: [] })
      at = one.to
      continue
    }
    const token = tokens[at]
    if (token) {
      const goods = token.kind === 'word' && isGoods(token.lower)
      const meant = goods ? token : asMeant(token, spelling)
      const means = meant === token ? (meanings[at] ?? []) : language.meanings.ofWord(meant.lower)
      const isStrange = means.length === 0 && token.kind === 'word' && !goods && !sentence.isCommon(token.lower)
      const about = {
        kind: goods ? 'goods' : null,
        meanings: isStrange ? language.meanings.ofSlip(token.lower) : means,
      }
      words.push(...tokenWords(meant, language.canon).map((word) => ({ ...word, ...about })))
    }
    at++
  }
  return words.slice(0, 120)
}

function asMeant(token: Token, spelling: Spelling): Token {
  const meant = token.kind === 'word' ? spelling(token.lower) : null
  return meant === null ? token : { ...token, lower: meant }
}

/** A product told by a part of its name is still the words' meaning; a material inside a compound is not. */
const isWhole = (found: { type: string; loose?: boolean; weak?: boolean }): boolean =>
  !found.weak && (!found.loose || found.type === 'product' || found.type === 'quantity')
