/** One line: control characters out, white space as single blanks. What looks like markup stays, as the text it is. */
export const sentence = (text: string): string => clean(text).replace(/\s+/g, ' ').trim()

/** Tags that shops put into descriptions for their looks; everything else between angle brackets is left as text. */
const looks = /<\/?(?:p|br|b|i|u|strong|em|ul|ol|li|div|span|h[1-6])(?:\s[^<>]{0,200})?\/?>/gi

/** A description: line breaks kept, formatting tags turned into them. */
export function block(text: string): string {
  return clean(text)
    .replace(looks, (tag) => (/^<\/?(?:b|i|u|strong|em|span)\b/i.test(tag) ? '' : '\n'))
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Feeds escape twice, or write HTML where XML is due. */
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  auml: 'ä',
  ouml: 'ö',
  aring: 'å',
  Auml: 'Ä',
  Ouml: 'Ö',
  Aring: 'Å',
  eacute: 'é',
  aacute: 'á',
  iacute: 'í',
  oacute: 'ó',
  uacute: 'ú',
  uuml: 'ü',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  euro: '€',
  reg: '®',
  trade: '™',
  copy: '©',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  deg: '°',
  times: '×',
  middot: '·',
  bull: '•',
}

const withLetters = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (all, decimal, hex, name) => {
    if (name) return Object.hasOwn(entities, name) ? (entities[name] ?? all) : all
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })

const clean = (text: string): string =>
  withLetters(text)
    .toWellFormed()
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u200B\u2028\u2029\uFEFF]/g, ' ')
