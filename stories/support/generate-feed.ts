import type { Dice } from './journey/dice.ts'
import { type Colour, type Goods, shoppers, type Tongue, tradesOfGoods } from './journey/shopper.ts'

/** One row of the feed: a variant. */
export interface FeedRow {
  id: string
  group: string
  title: string
  brand: string
  /** Minor units. */
  price: number
  colour: Colour
  units: number
  kind: string
}

export interface GeneratedFeed {
  trade: string
  rows: readonly FeedRow[]
  /** The goods that the journey is about, of which there are several, not all in the colour. */
  wanted: Goods
  colour: Colour
  csv: string
}

/** Whole steps of what prices are made of in a currency, in minor units, and how feeds write them. */
export const currencies = {
  en: { code: 'EUR', step: 10, decimals: 2 },
  sv: { code: 'SEK', step: 100, decimals: 2 },
  fi: { code: 'EUR', step: 5, decimals: 2 },
  is: { code: 'ISK', step: 10, decimals: 0 },
  hu: { code: 'HUF', step: 1_000, decimals: 2 },
} as const

const productsOfAKind = 4
const unitsOfEach = 5

/**
 * A shop's feed as nobody has seen it: a trade, invented names and brands, prices, colours, in one language. One kind of its goods is what
 * the journey is about; at least two of that kind come in its colour and at least one does not.
 */
export function generateFeed(tongue: Tongue, dice: Dice, units = unitsOfEach): GeneratedFeed {
  const trade = dice.pick(Object.keys(tradesOfGoods))
  const kinds = (tradesOfGoods[trade] ?? []).map((kind) => kind[tongue])
  const wanted = dice.pick(kinds)
  const colours = dice.some(shoppers[tongue].colours, 4)
  const [colour] = colours
  if (!colour) throw new Error('a feed needs colours')
  const brands = Array.from({ length: 3 }, () => inventedName(dice))
  const rows = kinds.flatMap((goods, kind) =>
    Array.from({ length: productsOfAKind }, (_, at): FeedRow[] => {
      const product = {
        group: `${kind}-${at}`,
        title: titleOf(tongue, inventedName(dice), goods.named),
        brand: dice.pick(brands),
        price: (90 + 90 * at + dice.roll(80)) * currencies[tongue].step,
        units,
        kind: goods.named,
      }
      const others = dice.some(colours.slice(1), 2)
      const own = at < 2 ? [colour, ...others.slice(0, dice.roll(2))] : others.slice(0, 1 + dice.roll(2))
      return own.map((one, number) => ({ ...product, id: `${product.group}-${number}`, colour: one }))
    }).flat(),
  )
  const withCategories = dice.roll(3) > 0
  return { trade, rows, wanted, colour, csv: csvOf(rows, tongue, withCategories) }
}

const vowels = ['a', 'e', 'i', 'o', 'u']
const starts = ['b', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'br', 'dr', 'kl', 'st', 'tr']
const ends = ['', 'l', 'n', 'r', 's', 'x', 'm']

/** "Trovix", "Kaluno": no word of any language, as far as one can help it. */
function inventedName(dice: Dice): string {
  const syllables = Array.from({ length: 2 + dice.roll(2) }, () => dice.pick(starts) + dice.pick(vowels)).join('')
  const name = syllables + dice.pick(ends)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

const titleOf = (tongue: Tongue, name: string, named: string): string =>
  tongue === 'en' ? `${name} ${named.charAt(0).toUpperCase()}${named.slice(1)}` : `${name} ${named}`

function csvOf(rows: readonly FeedRow[], tongue: Tongue, withCategories: boolean): string {
  const { code, decimals } = currencies[tongue]
  const lines = rows.map((row) =>
    [
      row.id,
      row.group,
      row.title,
      row.brand,
      `${(row.price / 10 ** decimals).toFixed(decimals)} ${code}`,
      'in_stock',
      row.units,
      row.colour.label,
      withCategories ? row.kind : '',
    ].join(','),
  )
  return ['id,item_group_id,title,brand,price,availability,quantity,color,product_type', ...lines].join('\n')
}
