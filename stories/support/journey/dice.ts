/** Chance that can be had again: the same seed throws the same. */
export interface Dice {
  /** From 0 up to, not including, `sides`. */
  roll(sides: number): number
  pick<Item>(items: readonly Item[]): Item
  /** So many of the items, in an order of their own. */
  some<Item>(items: readonly Item[], count: number): Item[]
}

export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const roll = (sides: number): number => Math.floor(next() * sides)
  const pick = <Item>(items: readonly Item[]): Item => {
    const [item] = items.slice(roll(items.length))
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
  const some = <Item>(items: readonly Item[], count: number): Item[] => {
    const left = [...items]
    return Array.from({ length: Math.min(count, items.length) }, () => left.splice(roll(left.length), 1)).flat()
  }
  return { roll, pick, some }
}
