import { type LanguageTag, type Texts, textIn } from '@parley/contracts'

export interface Category {
  id: string
  parentId: string | null
  names: Texts
  position: number
}

/** The shop's categories by id, and questions of the tree. */
export interface CategoryTree {
  byId: ReadonlyMap<string, Category>
  names: ReadonlyMap<string, Texts>
  /** The category itself and all above it, nearest first. */
  pathOf(id: string): Category[]
  /** The category itself and all below it. */
  within(id: string): Set<string>
}

export function categoryTree(categories: readonly Category[]): CategoryTree {
  const byId = new Map(categories.map((category) => [category.id, category]))
  const children = Map.groupBy(categories, (category) => category.parentId)
  const pathOf = (id: string): Category[] => {
    const path: Category[] = []
    for (let at = byId.get(id); at && !path.includes(at); at = at.parentId ? byId.get(at.parentId) : undefined)
      path.push(at)
    return path
  }
  const within = (id: string): Set<string> => {
    const found = new Set([id])
    for (const each of found) for (const child of children.get(each) ?? []) found.add(child.id)
    return found
  }
  return { byId, names: new Map(categories.map((category) => [category.id, category.names])), pathOf, within }
}

/**
 * What to answer to "what do you sell?": the top categories in the shop's order, or, where there is a single top, what lies under it.
 * Categories with nothing in them, themselves or below, are left out.
 */
export function topCategories(
  tree: CategoryTree,
  inUse: ReadonlySet<string>,
  language: LanguageTag,
): { id: string; name: string }[] {
  const full = [...tree.byId.values()].filter((category) => [...tree.within(category.id)].some((id) => inUse.has(id)))
  const under = (parentId: string | null) =>
    full.filter((category) => category.parentId === parentId).sort((a, b) => a.position - b.position)
  const [only, ...others] = under(null)
  const tops = only && others.length === 0 && under(only.id).length > 1 ? under(only.id) : under(null)
  return tops.map((category) => ({ id: category.id, name: textIn(category.names, language) }))
}
