import { z } from 'zod'
import { type Door, door } from '../../db/door.ts'
import { granted } from '../../kernel/refusals.ts'
import type { PaymentParts } from './providers.ts'
import { closeBooks } from './reconcile.ts'
import { readReconciliations, reconciliation } from './reconciliation-store.ts'

/** What the nightly comparison with the providers found, and the same at once for who doesn't want to wait for the night. */
export function reconciliationDoors(parts: PaymentParts): Door[] {
  return [
    door({
      method: 'get',
      path: '/reconciliations',
      tag: 'payments',
      summary: 'What comparing payments with their providers found',
      description:
        'The latest first: how many were looked at, which stood otherwise and were mended, which sums do not come out.',
      access: { scope: 'orders:read' },
      query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(30) }),
      answer: z.object({ reconciliations: z.array(reconciliation) }),
      handle: async (tx, { query }) => granted({ reconciliations: await readReconciliations(tx, query.limit) }),
    }),
    door({
      method: 'post',
      path: '/reconciliations',
      tag: 'payments',
      summary: 'Compare payments with their providers now',
      description: 'All of the last two months. It takes in what a lost webhook left; done twice it does no harm.',
      access: { scope: 'orders:write' },
      answer: reconciliation,
      status: 201,
      run: async (db, { principal }) => granted(await closeBooks(db, parts, { shopId: principal.shopId, asked: true })),
    }),
  ]
}
