import type { Selection } from '@parley/contracts'

/** What a promotion looks at in a line to tell whether it means it. */
export interface Described {
  variantId: string
  productId: string
  /** Its own and all above them. */
  categories: readonly string[]
  brand: string | null
}

/** Whether a selection means these goods. */
export function isSelected(goods: Described, selection: Selection): boolean {
  const { except, ...wanted } = selection
  if (except && names(goods, except)) return false
  const all = !wanted.products && !wanted.variants && !wanted.categories && !wanted.brands
  return all || names(goods, wanted)
}

function names(goods: Described, selection: Omit<Selection, 'except'>): boolean {
  return (
    selection.variants?.includes(goods.variantId) === true ||
    selection.products?.includes(goods.productId) === true ||
    selection.categories?.some((category) => goods.categories.includes(category)) === true ||
    (goods.brand !== null && selection.brands?.includes(goods.brand) === true)
  )
}
