/** One random slip in half of the words of five letters or more, as thumbs make them: a letter lost, doubled, swapped with the next, or another. */
export function withTypos(text: string, random: () => number): string {
  return text.replace(/\p{L}{5,}/gu, (word) => (random() < 0.5 ? word : withSlip(word, random)))
}

const letters = 'abcdefghijklmnopqrstuvwxyz'

function withSlip(word: string, random: () => number): string {
  const at = Math.floor(random() * (word.length - 1))
  const [before, letter, next, after] = [word.slice(0, at), word.charAt(at), word.charAt(at + 1), word.slice(at + 2)]
  const other = letters.charAt(Math.floor(random() * letters.length))
  const slips = [
    before + next + after,
    before + letter + letter + next + after,
    before + next + letter + after,
    before + other + next + after,
  ]
  return slips[Math.floor(random() * slips.length)] ?? word
}

/** Chance that can be had again. */
export function chanceFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}
