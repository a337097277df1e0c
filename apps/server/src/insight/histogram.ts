/** Bucket → how many measures fell into it, and what they add up to. */
export type Histogram = Readonly<Record<string, readonly [n: number, sum: number]>>

/** The measure that so many of all are not above (nearest rank), to two per cent; exact where a bucket holds equal ones. Null without any. */
export function quantile(histogram: Histogram, share: number): number | null {
  const buckets = Object.entries(histogram)
    .map(([bucket, [n, sum]]) => ({ bucket: Number(bucket), n, sum }))
    .filter(({ n }) => n > 0)
    .sort((one, other) => one.bucket - other.bucket)
  const all = buckets.reduce((count, { n }) => count + n, 0)
  if (all === 0) return null
  const rank = Math.ceil(share * all)
  let before = 0
  for (const { n, sum } of buckets) {
    before += n
    if (before >= rank) return sum / n
  }
  return null
}

export function joined(histograms: readonly Histogram[]): Histogram {
  const all = new Map<string, [number, number]>()
  for (const histogram of histograms)
    for (const [bucket, [n, sum]] of Object.entries(histogram)) {
      const known = all.get(bucket)
      if (known) {
        known[0] += n
        known[1] += sum
      } else all.set(bucket, [n, sum])
    }
  return Object.fromEntries(all)
}
