export interface RateLimit {
  /** True where the caller may go on; otherwise it should wait `retryAfterMs`. */
  take(subject: string, nowMs: number): { ok: true } | { ok: false; retryAfterMs: number }
}

/**
 * A bucket per subject: `burst` at once, refilled at `perMinute`. It guards one process; a shop on two processes allows twice as much,
 * which is the price of asking no database on every message.
 */
export function rateLimit(burst: number, perMinute: number, mostSubjects = 50_000): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>()
  const perMs = perMinute / 60_000
  return {
    take(subject, nowMs) {
      const known = buckets.get(subject)
      const left = known ? Math.min(burst, known.left + (nowMs - known.at) * perMs) : burst
      buckets.delete(subject)
      if (buckets.size >= mostSubjects) {
        const [oldest] = buckets.keys()
        if (oldest !== undefined) buckets.delete(oldest)
      }
      const ok = left >= 1
      buckets.set(subject, { left: ok ? left - 1 : left, at: nowMs })
      return ok ? { ok: true } : { ok: false, retryAfterMs: Math.ceil((1 - left) / perMs) }
    },
  }
}
