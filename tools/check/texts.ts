import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { z } from 'zod'
import type { Check } from './check.ts'
import { findTextSets, readJson, strayTexts, type TextSet } from './text-sets.ts'
import { findTextUses, isUsed } from './text-uses.ts'

/** Every text is there in every language with the same placeholders, is said somewhere, and nothing unwritten is said. */
export const texts: Check = {
  name: 'texts',
  async run(root) {
    const sets = findTextSets(root)
    const shared = new Set(
      sets.filter((set) => set.name.startsWith('packages/engine')).flatMap((set) => keysOf(root, set)),
    )
    return [...strayTexts(root, sets), ...sets.flatMap((set) => checkSet(root, set, shared))]
  },
}

/** A text, its variants, or its plural forms. */
const textValue = z.union([z.string(), z.array(z.string()).min(1), z.record(z.string(), z.string())])
const textFile = z.record(z.string(), textValue)
type Texts = z.infer<typeof textFile>

function checkSet(root: string, set: TextSet, shared: Set<string>): string[] {
  const problems: string[] = []
  const english = readTexts(root, set, 'en', problems)
  for (const tag of set.languages) {
    const spoken = tag === 'en' ? english : readTexts(root, set, tag, problems)
    problems.push(...compare(set.name, tag, english, spoken))
  }
  const uses = findTextUses(root, set.usedIn)
  for (const key of Object.keys(english)) {
    if (!isUsed(uses, key)) problems.push(`${set.name}: the text "${key}" is said nowhere`)
  }
  for (const { key, place } of uses.told) {
    const own = set.usedIn[0] ?? ''
    if (place.startsWith(`${own}/`) && !(key in english) && !shared.has(key)) {
      problems.push(`${place}: there is no text "${key}"`)
    }
  }
  return problems
}

function compare(name: string, tag: string, english: Texts, spoken: Texts): string[] {
  const problems: string[] = []
  for (const [key, source] of Object.entries(english)) {
    const text = spoken[key]
    if (text === undefined) problems.push(`${name}: "${key}" is missing in ${tag}`)
    else problems.push(...compareText(`${name}: "${key}" in ${tag}`, source, text))
  }
  const unknown = Object.keys(spoken).filter((key) => !(key in english))
  return [...problems, ...unknown.map((key) => `${name}: "${key}" in ${tag} is not among the English texts`)]
}

function compareText(where: string, source: Texts[string], text: Texts[string]): string[] {
  const forms = Object.values(typeof text === 'string' ? [text] : text)
  if (forms.some((form) => form.trim() === '')) return [`${where} is empty`]
  try {
    const [wanted, found] = [placeholders(source), placeholders(text)]
    if (wanted === found) return []
    return [`${where} has the placeholders ${found || 'none'} where English has ${wanted || 'none'}`]
  } catch (fault) {
    return [`${where} is no valid message: ${fault instanceof Error ? fault.message : fault}`]
  }
}

function placeholders(text: Texts[string]): string {
  const names = Object.values(typeof text === 'string' ? [text] : text).flatMap((form) =>
    namesIn(parse(form, { ignoreTag: true })),
  )
  return [...new Set(names)].sort().join(', ')
}

function namesIn(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return []
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      return [element.value, ...Object.values(element.options).flatMap((option) => namesIn(option.value))]
    }
    return element.type === TYPE.tag ? namesIn(element.children) : [element.value]
  })
}

function readTexts(root: string, set: TextSet, tag: string, problems: string[]): Texts {
  const files = set.files[tag] ?? []
  if (files.length === 0) problems.push(`${set.name}: there are no texts in ${tag}`)
  const read: Texts = {}
  for (const file of files) {
    for (const [key, text] of Object.entries(textFile.parse(readJson(root, file)))) {
      if (key in read) problems.push(`${file}: "${key}" is written twice in ${tag}`)
      read[key] = text
    }
  }
  return read
}

function keysOf(root: string, set: TextSet): string[] {
  return Object.keys(readTexts(root, set, 'en', []))
}
