import type { Log } from '../kernel/log.ts'

export interface Worker {
  /** Something may be due under this key: look at it soon. */
  wake(shopId: string, key: string): void
  /** Waits until nothing is running or known to be due. For tests and for a clean end. */
  idle(): Promise<void>
  close(): Promise<void>
}

export interface WorkerOptions {
  name: string
  /** What is due in any shop: found by sweeping, in case a wake-up was lost. */
  due: () => Promise<{ shopId: string; key: string }[]>
  /** Does one piece under the key; true where there may be more. Never runs twice at once for one key in this process; across processes the lease decides. */
  work: (shopId: string, key: string) => Promise<boolean>
  parallel: number
  sweepMs: number
  log: Log
}

/** Runs leased rows: woken at once, swept now and then, so many at a time. The truth is in the rows; this only looks. */
export function startWorker(options: WorkerOptions): Worker {
  const waiting = new Map<string, { shopId: string; key: string }>()
  const running = new Map<string, Promise<void>>()
  const again = new Set<string>()
  let closed = false

  const wake = (shopId: string, key: string): void => {
    const id = `${shopId} ${key}`
    if (running.has(id)) again.add(id)
    else waiting.set(id, { shopId, key })
    pump()
  }

  const pump = (): void => {
    while (!closed && running.size < options.parallel && waiting.size > 0) {
      const [entry] = waiting
      if (!entry) return
      const [id, item] = entry
      waiting.delete(id)
      running.set(id, run(id, item))
    }
  }

  const run = async (id: string, item: { shopId: string; key: string }): Promise<void> => {
    let more = false
    try {
      more = await options.work(item.shopId, item.key)
    } catch (error) {
      options.log.error(
        { error, worker: options.name, shop: item.shopId },
        'a piece of work failed and will be tried again',
      )
    } finally {
      running.delete(id)
      if ((again.delete(id) || more) && !closed) waiting.set(id, item)
      pump()
    }
  }

  const sweep = async (): Promise<void> => {
    try {
      for (const item of await options.due()) wake(item.shopId, item.key)
    } catch (error) {
      if (!closed) options.log.warn({ error, worker: options.name }, 'a sweep failed')
    }
  }

  const timer = setInterval(() => void sweep(), options.sweepMs)
  timer.unref()
  void sweep()

  const idle = async (): Promise<void> => {
    while (running.size > 0 || waiting.size > 0)
      await Promise.race([...running.values(), new Promise((done) => setImmediate(done))])
  }
  return {
    wake,
    idle,
    async close() {
      closed = true
      clearInterval(timer)
      waiting.clear()
      await Promise.allSettled(running.values())
    },
  }
}
