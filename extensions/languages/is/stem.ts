/**
 * A light Icelandic stem for search: takes off the article and the case ending, undoes the u-shift (tösku → task) and
 * the doubled l and n of nominatives (stóll, steinn). Takes lower case; errs on the side of leaving a word alone.
 */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word
  const shorter = settle(strip(strip(word, articles), cases))
  return shorter === word ? word : stem(shorter)
}

/** Endings of the suffixed article together with the case ending before it, longest first. */
const articles = [
  'arinnar',
  'unnar',
  'innar',
  'urnar',
  'arnar',
  'irnar',
  'arnir',
  'irnir',
  'unum',
  'anna',
  'inum',
  'anum',
  'unni',
  'inni',
  'urinn',
  'nunum',
  'num',
  'nir',
  'ana',
  'ina',
  'una',
  'ins',
  'ans',
  'inu',
  'inn',
  'ann',
  'ið',
  'in',
  'an',
]

const cases = ['arar', 'rar', 'rri', 'rra', 'um', 'ar', 'ir', 'ur', 'ra', 'ri', 'na', 'a', 'i', 'u', 's', 'r', 't']

/** What must be left for a word to stay itself: three letters with a vowel, four before the short articles ("stein" is no "ste"). */
const hasBody = /^(?=.*[aeiouyáéíóúýæö]).{3,}$/u
const shortArticles = new Set(['in', 'an'])

function strip(word: string, endings: readonly string[]): string {
  for (const ending of endings) {
    if (!word.endsWith(ending)) continue
    const rest = word.slice(0, -ending.length)
    if (hasBody.test(rest) && (rest.length > 3 || !shortArticles.has(ending))) return rest
  }
  return word
}

function settle(word: string): string {
  return word
    .replace(/(?<=.{2})(ll|nn|rr|tt|ss|gg|kk|pp|mm|dd|bb)$/u, (pair) => pair.charAt(0))
    .replace(/ö(?=[^aeiouyáéíóúýæö]*$)/u, 'a')
    .replace(/j$/u, '')
}
