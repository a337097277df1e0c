import { type Fact, money } from '@parley/contracts'

/**
 * The facts within an answer of the shop: amounts, figures, dates, states of stock, words of policy. What tells of a person, and what only
 * programs read, is left out.
 * @example
 * factsIn({ productId: 'prd_1', title: 'Havn', price: { amount: 6450, currency: 'EUR' } })
 * // [{ of: 'Havn', id: 'prd_1', name: 'price', value: { amount: 6450, currency: 'EUR' } }]
 */
export function factsIn(answer: unknown): Fact[] {
  const found: Fact[] = []
  gather(answer, { name: 'value' }, found)
  return found
}

interface Place {
  of?: string
  id?: string
  name: string
}

/** Who she is and where she lives is nobody's fact; ids, links and pictures say nothing to a shopper. */
/** What is told of a proposal beside its amounts may be her name and address, and what an option stands for is for programs. */
const passedOver = new Set([
  ...['contact', 'address', 'email', 'phone', 'me', 'addedBy', 'lastFour'],
  ...['id', 'productId', 'variantId', 'lineId', 'cartId', 'sku', 'feedId', 'handle', 'title', 'version', 'versions'],
  ...['url', 'payUrl', 'statusUrl', 'picture', 'swatch', 'swatches', 'score', 'code', 'currency', 'updatedAt', 'path'],
])
/** Words that are facts without a figure in them. */
const stated = new Set(['stock', 'status', 'passage', 'returnText'])
const longestText = 1_200

function gather(value: unknown, place: Place, found: Fact[]): void {
  if (typeof value === 'number') found.push({ ...place, value })
  else if (typeof value === 'string') gatherText(value, place, found)
  else if (Array.isArray(value)) gatherList(value, place, found)
  else if (typeof value === 'object' && value !== null) gatherParts(value, place, found)
}

function gatherText(value: string, place: Place, found: Fact[]): void {
  if (value !== '' && (/\d/.test(value) || stated.has(place.name)))
    found.push({ ...place, value: value.slice(0, longestText) })
}

function gatherList(values: unknown[], place: Place, found: Fact[]): void {
  if (values.length > 0 && values.every((each) => typeof each === 'string')) {
    gatherText(values.join('\n'), place, found)
    return
  }
  found.push({ ...place, name: `${place.name}.count`, value: values.length })
  for (const each of values) gather(each, place, found)
}

function gatherParts(value: object, place: Place, found: Fact[]): void {
  const amount = money.safeParse(value)
  if (amount.success) {
    found.push({ ...place, value: amount.data })
    return
  }
  if (place.name === 'summary') gatherCounts(value, place, found)
  const inside = placeOf(value, place)
  for (const [name, part] of Object.entries(value))
    if (!passedOver.has(name) && !(name === 'value' && 'label' in value))
      gather(part, { ...inside, name: nameOf(name, place) }, found)
}

/** A line of a proposal may be her address or her own words: of those only the small figures are kept, "2 of 5", "3 orders". */
function gatherCounts(line: object, place: Place, found: Fact[]): void {
  const told: unknown = Reflect.get(line, 'value')
  const figures = typeof told === 'string' ? (told.match(/(?<![\p{L}\d.,-])\d{1,3}(?![\p{L}\d.,-])/gu) ?? []) : []
  for (const figure of figures) found.push({ ...place, value: Number(figure) })
}

/** `totals.total` stays apart from a line's own total. */
const nameOf = (name: string, { name: outer }: Place): string =>
  /^(totals|days|dimensions|values)$/.test(outer) ? `${outer}.${name}` : name

/** A variant of a product is told of by the product's name. */
function placeOf(value: object, outer: Place): Place {
  const text = (key: string): string | undefined => {
    const found: unknown = Reflect.get(value, key)
    return typeof found === 'string' && found !== '' ? found : undefined
  }
  const of = text('title') ?? text('name') ?? text('number') ?? outer.of
  const id = text('variantId') ?? text('productId') ?? text('id') ?? outer.id
  return { ...(of === undefined ? {} : { of }), ...(id === undefined ? {} : { id }), name: outer.name }
}
