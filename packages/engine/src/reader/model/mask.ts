import type { Sentence } from '../entities/sentence.ts'
import { marker, tokenWords } from './features.ts'

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

/** The sentence's words with what was recognised told by its kind alone. */
export function maskedWords(sentence: Sentence): string[] {
  const words: string[] = []
  for (let at = 0; at < sentence.tokens.length; ) {
    const found = sentence.found.find((one) => one.from === at && kinds[one.type] !== undefined && isWhole(one))
    const kind = found && kinds[found.type]
    if (found && kind !== undefined) {
      const word = marker(kind)
      if (words.at(-1) !== word) words.push(word)
      at = found.to
    } else {
      const token = sentence.tokens[at]
      if (token) words.push(...tokenWords(token))
      at++
    }
  }
  return words.slice(0, 120)
}

/** A product told by a part of its name is still the words' meaning; a material inside a compound is not. */
const isWhole = (found: { type: string; loose?: boolean }): boolean =>
  !found.loose || found.type === 'product' || found.type === 'quantity'
