/** The only place that asks what time it is; tests hand in one that stands still. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock for tests: stands still until it is moved. */
export function stoppedClock(at: string | Date): Clock & { move(ms: number): void; set(at: string | Date): void } {
  let current = new Date(at)
  return {
    now: () => new Date(current),
    move: (ms) => {
      current = new Date(current.getTime() + ms)
    },
    set: (next) => {
      current = new Date(next)
    },
  }
}
