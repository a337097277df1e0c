import type { Focus } from '@parley/sdk'
import type { Sentence } from '../entities/sentence.ts'
import { folded, tokenise } from '../words/tokens.ts'

/** What lies on the table weighs more than the whole catalogue: "the Halla" is the one that is shown, "the first" the first of these. */
export function findShownCard(sentence: Sentence, focus: Focus): void {
  findNamedCard(sentence, focus)
  const isShown = (value: unknown): boolean => focus.shown.some((card) => card.productId === value)
  const points = sentence.found.some(
    ({ type, value }) => type === 'position' && typeof value === 'number' && value <= focus.shown.length,
  )
  // Who points needs no name: a word that happens to be part of one elsewhere is only a word.
  if (points)
    sentence.found = sentence.found.filter(({ type, loose, value }) => type !== 'product' || !loose || isShown(value))
}

function findNamedCard(sentence: Sentence, focus: Focus): void {
  if (focus.shown.length === 0 || sentence.found.some((found) => found.type === 'product' && !found.loose)) return
  const { canon } = sentence.language
  const words = focus.shown.map((card) => tokenise(card.title).filter((token) => token.kind !== 'mark'))
  const written = words.map((title) => new Set(title.map(({ lower }) => folded(lower))))
  const titles = words.map((title) => new Set(title.flatMap(({ lower }) => [canon(lower), folded(lower)])))
  const scores = titles.map(() => 0)
  const places: number[] = []
  sentence.tokens.forEach((token, at) => {
    if (token.kind === 'mark' || sentence.language.stopWords.has(token.lower) || token.lower.length < 2) return
    // "Tek" is I take, whatever the stem of a name may be.
    const isEveryday = token.lower.length <= 3 && sentence.isCommon(token.lower)
    const holders = (isEveryday ? written : titles).flatMap((title, card) =>
      title.has(canon(token.lower)) || title.has(folded(token.lower)) ? [card] : [],
    )
    if (holders.length === 0 || (holders.length === titles.length && titles.length > 1)) return
    places.push(at)
    for (const card of holders) scores[card] = (scores[card] ?? 0) + 1 / holders.length
  })
  const best = Math.max(...scores)
  const winners = scores.flatMap((score, card) => (score === best ? [card] : []))
  const card = focus.shown[winners[0] ?? -1]
  if (best === 0 || winners.length !== 1 || !card || places.length === 0) return
  // Said by its number alone ("42") a card is not named.
  if (places.every((at) => sentence.tokens[at]?.kind === 'number')) return
  sentence.found = sentence.found.filter((found) => found.type !== 'product')
  const [from = 0, last = 0] = [Math.min(...places), Math.max(...places)]
  sentence.found.push({ type: 'product', from, to: last + 1, value: card.productId, loose: true })
}
