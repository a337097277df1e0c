/** The one place that rounds money: to the nearest, halves away from zero. */
export function divideRound(dividend: bigint, divisor: bigint): number {
  if (divisor <= 0n) throw new Error(`money is divided by what is above 0, not ${divisor}`)
  const size = dividend < 0n ? -dividend : dividend
  const rounded = (2n * size + divisor) / (2n * divisor)
  return Number(dividend < 0n ? -rounded : rounded)
}

/**
 * Parts of an amount in proportion to weights, which add up to it to the unit: what is left after rounding down goes to the largest remainders,
 * among equal ones to the first. Where all weights are 0, in equal parts.
 *
 * @example allocate(100, [1, 1, 1]) // [34, 33, 33]
 */
export function allocate(amount: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return []
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (total === 0)
    return allocate(
      amount,
      weights.map(() => 1),
    )
  const shares = weights.map((weight, place) => {
    const product = BigInt(amount) * BigInt(weight)
    return { place, share: Number(product / BigInt(total)), remainder: product % BigInt(total) }
  })
  let left = amount - shares.reduce((sum, { share }) => sum + share, 0)
  const parts = shares.map(({ share }) => share)
  for (const { place } of shares.toSorted((one, other) => compare(other.remainder, one.remainder))) {
    if (left === 0) break
    parts[place] = (parts[place] ?? 0) + 1
    left--
  }
  return parts
}

const compare = (one: bigint, other: bigint): number => (one < other ? -1 : one > other ? 1 : 0)
