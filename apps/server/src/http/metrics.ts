import { sql } from 'kysely'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '../db/database.ts'

export interface Metrics {
  observe(route: string, status: number, ms: number): void
  page(): Promise<{ type: string; body: string }>
}

/** Prometheus metrics: requests by route and status, sockets, what is owed. Labels are routes, never ids. */
export function openMetrics(db: Database, sockets: () => number): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'parley_http_request_seconds',
    help: 'Time to answer',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.015, 0.03, 0.1, 0.3, 1, 3],
    registers: [registry],
  })
  const answered = new Counter({
    name: 'parley_http_answers_total',
    help: 'Answers',
    labelNames: ['status'],
    registers: [registry],
  })
  const open = new Gauge({ name: 'parley_sockets_open', help: 'Open sockets', registers: [registry] })
  const owed = new Gauge({ name: 'parley_turns_due', help: 'Turns that are owed and due', registers: [registry] })
  return {
    observe(route, status, ms) {
      requests.observe({ route, status: String(status) }, ms / 1000)
      answered.inc({ status: String(status) })
    },
    async page() {
      open.set(sockets())
      const { rows } = await db.outside((outside) =>
        sql<{ n: number }>`select count(*) as n from due_turns(now(), 10000)`.execute(outside),
      )
      owed.set(rows[0]?.n ?? 0)
      return { type: registry.contentType, body: await registry.metrics() }
    },
  }
}
