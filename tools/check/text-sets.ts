import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'

/** The languages in which everything a shopper sees exists; English is the source. */
const languages = ['en', 'sv', 'fi', 'is', 'hu']

/** Texts that belong together: one file a language beside the sources that say them. */
export type TextSet = {
  name: string
  languages: string[]
  /** The files of each language, merged; those that are not there are left out. */
  files: Record<string, string[]>
  /** Folders whose sources say these texts. */
  usedIn: string[]
}

const runtime = 'packages/engine/src/runtime'
const notOurs = /(^|\/)(node_modules|dist|fixtures)(\/|$)/

/** Every folder with English texts is a set. Those of flows and of the runtime may be translated in the folder of a language. */
export function findTextSets(root: string): TextSet[] {
  const english = globSync(
    ['{apps,packages,extensions}/**/texts.en.json', '{apps,packages,extensions}/**/texts/en.json'],
    {
      cwd: root,
      exclude: (path) => notOurs.test(path),
    },
  )
  return english
    .map((file) => textSet(root, file.replaceAll('\\', '/')))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
}

function textSet(root: string, english: string): TextSet {
  const folder = dirname(english)
  const place = basename(folder) === 'texts' ? dirname(folder) : folder
  const flow = /^extensions\/flows\/([^/]+)$/.exec(place)?.[1]
  const spoken = place.startsWith('apps/console') ? ['en'] : languages
  const files = spoken.map((tag) => {
    const beside = english.replace(/en\.json$/, `${tag}.json`)
    const section = flow ?? (place === runtime ? 'runtime' : undefined)
    const elsewhere = section === undefined ? '' : `extensions/languages/${tag}/texts.json#${section}`
    return [tag, [beside, elsewhere].filter((file) => file !== '' && holdsTexts(root, file))] as const
  })
  return { name: place, languages: spoken, files: Object.fromEntries(files), usedIn: sourcesOf(place) }
}

/** A package or front end shares its texts; in the server they belong to one folder. The runtime looks up what flows bring. */
function sourcesOf(place: string): string[] {
  const shared = /^(packages\/[^/]+|apps\/(?:widget|storefront|console))(\/|$)/.exec(place)?.[1]
  if (place.startsWith('extensions/')) return [place, 'packages/engine/src']
  return [shared ?? place]
}

/** Texts in a language's folder that belong to no set: of a flow that isn't there. */
export function strayTexts(root: string, sets: TextSet[]): string[] {
  const known = new Set(sets.flatMap((set) => Object.values(set.files).flat()))
  return globSync('extensions/languages/*/texts.json', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => languages.includes(/languages\/([^/]+)\//.exec(file)?.[1] ?? ''))
    .flatMap((file) => sectionsOf(root, file).map((section) => `${file}#${section}`))
    .filter((file) => !known.has(file))
    .map((file) => `${file} translates nothing: there are no such English texts`)
}

/** Reads a file, or with `#section` the part of it under that name. */
export function readJson(root: string, file: string): unknown {
  const [path = '', section] = file.split('#')
  const read: unknown = JSON.parse(readFileSync(join(root, path), 'utf8'))
  return section === undefined ? read : sections.parse(read)[section]
}

const sections = z.record(z.string(), z.unknown())
const sectionsOf = (root: string, file: string): string[] => Object.keys(sections.parse(readJson(root, file)))

function holdsTexts(root: string, file: string): boolean {
  const [path = '', section] = file.split('#')
  return existsSync(join(root, path)) && (section === undefined || sectionsOf(root, path).includes(section))
}
