/** Case and number endings, longest first; what they leave has at least three letters. */
const endings = [
  ...['desse', 'tesse', 'idesse', 'dega', 'tega', 'idega', 'deta', 'dele', 'tele', 'delt', 'del', 'tel'],
  ...['dest', 'test', 'idest', 'deks', 'teks', 'ides', 'des', 'tes', 'sse', 'sid', 'ega', 'iga', 'aga', 'uga'],
  ...['est', 'ist', 'ast', 'ust', 'eks', 'iks', 'aks', 'uks', 'ele', 'ile', 'ale', 'ule', 'elt', 'ilt', 'alt', 'ult'],
  ...['ita', 'ata', 'eta', 'ide', 'ite', 'ed', 'id', 'ad', 'ud', 'et', 'it', 'at', 'ut', 'es', 'is', 'as', 'us'],
  ...['el', 'il', 'al', 'ul', 'de', 'te', 'a', 'e', 'i', 'u', 'd', 't'],
]
/** Strong grade → weak, so that the forms of one word meet: lamp–lambi, kott–koti, seep–seebi, riiul–riiuli. */
const grades: readonly [RegExp, string][] = [
  [/pp$/, 'p'],
  [/tt$/, 't'],
  [/kk$/, 'k'],
  [/ss$/, 's'],
  [/ll$/, 'l'],
  [/nn$/, 'n'],
  [/mp$/, 'mb'],
  [/(?<=[lrn])t$/, 'd'],
  [/(?<=[aeiouõäöü])p$/, 'b'],
]

/** An Estonian word without case, number and grade; the same again where it is put in again. */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word
  let current = word
  // To the end, so that a stem is its own stem.
  for (;;) {
    const next = softened(shortened(current))
    if (next === current) return current
    current = next
  }
}

function shortened(word: string): string {
  const ending = endings.find((each) => word.endsWith(each) && word.length - each.length >= 3)
  return ending === undefined ? word : word.slice(0, -ending.length)
}

function softened(word: string): string {
  for (const [strong, weak] of grades) if (word.length > 3 && strong.test(word)) return word.replace(strong, weak)
  return word
}
