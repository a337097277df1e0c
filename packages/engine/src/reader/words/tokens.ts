/** A word, a number or a mark. Offsets are UTF-16 places in the text as it was written. */
export interface Token {
  /** Lower case, composed; what is compared. */
  lower: string
  start: number
  end: number
  kind: 'word' | 'number' | 'mark'
}

const pattern = /(\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*)|(\p{Nd}+)|([^\s\p{L}\p{Nd}])/gu
/** No message needs more; the rest is left unread so that no message can be dear to read. */
const most = 400

export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(pattern)) {
    const [written, word, number] = match
    const kind = word !== undefined ? 'word' : number !== undefined ? 'number' : 'mark'
    tokens.push({ lower: plain(written), start: match.index, end: match.index + written.length, kind })
    if (tokens.length === most) break
  }
  return tokens
}

/** Lower case, composed, one kind of apostrophe: two spellings of the same letters are the same string. */
export function plain(written: string): string {
  const lower = written.toLowerCase()
  return ascii.test(lower) ? lower : lower.normalize('NFC').replaceAll('’', "'")
}

const unlike: Readonly<Record<string, string>> = { ð: 'd', þ: 'th', æ: 'ae', ø: 'o', œ: 'oe', ß: 'ss', ł: 'l', đ: 'd' }
const ascii = /^[\u0020-\u007e]*$/

/** Without accents: as someone writes whose keyboard has none. */
export function folded(lower: string): string {
  if (ascii.test(lower)) return lower
  const known = foldedBefore.get(lower)
  if (known !== undefined) return known
  const bare = withoutAccents(lower)
  if (foldedBefore.size > 100_000) foldedBefore.clear()
  foldedBefore.set(lower, bare)
  return bare
}

/** Shoppers use few words; taking letters apart is slow. */
const foldedBefore = new Map<string, string>()

function withoutAccents(lower: string): string {
  return lower
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[ðþæøœßłđ]/g, (letter) => unlike[letter] ?? letter)
}
