import type { SearchLanguage } from './search-language.ts'
import type { TextIndex } from './text-index.ts'
import { beginningOf, editDistance } from './words.ts'

const most = 6
/** So many letters from the beginning, and so much of the longer word, must be alike in words that are bent at their end. */
const longestBend = 7
const leastAlike = 2 / 3

/** What a word that is nowhere in the catalogue may be the beginning of, or one or two slips away from; the likeliest first. */
export function nearStems(word: string, language: SearchLanguage, index: TextIndex): string[] {
  if (word.length < 3 || /^\p{N}/u.test(word)) return []
  const bases = [...new Set([word, ...withoutSuffix(word, language)])]
  const begun = bases.flatMap((base) => (base.length >= 4 ? startingWith(base, index) : []))
  if (begun.length > 0) return begun.slice(0, most)
  const slips = misspelt(word, language, index)
  return slips.length > 0 ? slips : bent(language.stem(word), index)
}

/** Long words whose ends change more than a suffix does: "meikkisiveltimiä" of "meikkisivellin". */
function bent(stem: string, index: TextIndex): string[] {
  const alike: { stem: string; letters: number }[] = []
  for (const [other, list] of index.postings) {
    const longer = Math.max(stem.length, other.length)
    if (list.documents.length === 0 || longer * leastAlike > Math.min(stem.length, other.length)) continue
    const letters = beginningOf(stem, other)
    if (letters >= longestBend && letters >= longer * leastAlike) alike.push({ stem: other, letters })
  }
  const best = Math.max(...alike.map(({ letters }) => letters))
  return alike.filter(({ letters }) => letters === best).map((each) => each.stem)
}

const withoutSuffix = (word: string, language: SearchLanguage): string[] =>
  language.suffixes
    .filter((suffix) => word.endsWith(suffix) && word.length - suffix.length >= 4)
    .map((suffix) => word.slice(0, -suffix.length))

function startingWith(base: string, index: TextIndex): string[] {
  const found: string[] = []
  for (const [stem, list] of index.postings) {
    if (list.documents.length > 0 && stem.length <= base.length + 3 && stem.startsWith(base)) found.push(stem)
  }
  return found.sort((one, other) => index.frequency(other) - index.frequency(one))
}

function misspelt(word: string, language: SearchLanguage, index: TextIndex): string[] {
  const stem = language.stem(word)
  const allowed = stem.length >= 7 ? 2 : stem.length >= 4 ? 1 : 0
  if (allowed === 0) return []
  const letters = lettersOf(stem)
  const found: { stem: string; distance: number }[] = []
  for (const [other, list] of index.postings) {
    if (list.documents.length === 0 || Math.abs(other.length - stem.length) > allowed || other.length < 3) continue
    // Each slip alters at most two of the letters in use, which is quicker to see than the slips.
    if (bits(letters ^ lettersOf(other)) > allowed * 2) continue
    const distance = editDistance(stem, other, allowed)
    if (distance <= allowed) found.push({ stem: other, distance: distance + (other[0] === stem[0] ? 0 : 0.5) })
  }
  const least = Math.min(...found.map((each) => each.distance))
  return found
    .filter((each) => each.distance === least)
    .sort((one, other) => index.frequency(other.stem) - index.frequency(one.stem))
    .slice(0, most)
    .map((each) => each.stem)
}

function lettersOf(word: string): number {
  let set = 0
  for (let at = 0; at < word.length; at++) set |= 1 << (word.charCodeAt(at) % 31)
  return set
}

function bits(set: number): number {
  let count = 0
  for (let rest = set; rest !== 0; rest &= rest - 1) count++
  return count
}
