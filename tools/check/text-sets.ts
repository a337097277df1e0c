import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

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
    const elsewhere = [
      flow ? `extensions/languages/${tag}/texts.${flow}.json` : '',
      place === runtime ? `extensions/languages/${tag}/texts.json` : '',
    ]
    return [tag, [beside, ...elsewhere].filter((file) => file !== '' && existsSync(join(root, file)))] as const
  })
  return { name: place, languages: spoken, files: Object.fromEntries(files), usedIn: sourcesOf(place) }
}

/** A package or front end shares its texts; in the server they belong to one folder. The runtime looks up what flows bring. */
function sourcesOf(place: string): string[] {
  const shared = /^(packages\/[^/]+|apps\/(?:widget|storefront|console))(\/|$)/.exec(place)?.[1]
  if (place.startsWith('extensions/')) return [place, 'packages/engine/src']
  return [shared ?? place]
}

/** Texts in a language's folder that belong to no set. */
export function strayTexts(root: string, sets: TextSet[]): string[] {
  const known = new Set(sets.flatMap((set) => Object.values(set.files).flat()))
  return globSync('extensions/{languages,flows}/*/texts*.json', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !known.has(file) && languages.includes(/languages\/([^/]+)\//.exec(file)?.[1] ?? 'en'))
    .map((file) => `${file} translates nothing: there are no such English texts`)
}

export function readJson(root: string, file: string): unknown {
  return JSON.parse(readFileSync(join(root, file), 'utf8'))
}
