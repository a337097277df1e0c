import { createHash } from 'node:crypto'
import type { LanguageTag } from '@parley/contracts'
import type { Category, CategoryTree } from '../category.ts'
import { slug } from './slug.ts'

/** Finds or makes the categories that feeds name, in whatever language they name them. */
export interface CategoryPlaces {
  /** Ids from the leaf to the root; `known` are the ones the product has from another language. */
  place(path: readonly string[], language: LanguageTag, known: readonly string[]): string[]
  /** New and renamed ones, to be saved. */
  changed(): Category[]
}

export function categoryPlaces(tree: CategoryTree): CategoryPlaces {
  const byId = new Map(tree.byId)
  const changed = new Set<string>()
  const put = (category: Category): Category => {
    byId.set(category.id, category)
    changed.add(category.id)
    return category
  }
  const named = new Map<string, string>()
  const keyOf = (parentId: string | null, language: string, name: string) =>
    JSON.stringify([parentId, language, name.toLocaleLowerCase()])
  const remember = (category: Category) => {
    for (const [language, name] of Object.entries(category.names)) {
      named.set(keyOf(category.parentId, language, name), category.id)
    }
  }
  for (const category of byId.values()) remember(category)

  const step = (name: string, parentId: string | null, language: LanguageTag, candidate: Category | undefined) => {
    const found = byId.get(named.get(keyOf(parentId, language, name)) ?? '')
    if (found) return found
    // The same place in the tree that has no name in this language yet is this one.
    const category =
      candidate && candidate.parentId === parentId && candidate.names[language] === undefined
        ? put({ ...candidate, names: { ...candidate.names, [language]: name } })
        : put(newCategory(name, parentId, language, byId))
    remember(category)
    return category
  }

  return {
    changed: () => [...changed].flatMap((id) => byId.get(id) ?? []),
    place(path, language, known) {
      const knownPath = known.length === path.length ? [...known].reverse() : []
      const ids: string[] = []
      for (const [depth, name] of path.entries()) {
        const parentId = ids[depth - 1] ?? null
        ids.push(step(name, parentId, language, byId.get(knownPath[depth] ?? '')).id)
      }
      return ids.reverse()
    },
  }
}

function newCategory(
  name: string,
  parentId: string | null,
  language: LanguageTag,
  byId: ReadonlyMap<string, Category>,
): Category {
  const id = [...(parentId ? [parentId] : []), slug(name) || 'category'].join('/')
  const free = byId.has(id)
    ? `${id}-${createHash('sha256').update(`${language} ${name}`).digest('hex').slice(0, 6)}`
    : id
  return { id: free, parentId, names: { [language]: name }, position: byId.size + 1 }
}
