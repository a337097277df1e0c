import { money, paymentStatus, returnView } from '@parley/contracts'
import { z } from 'zod'

/** What the shop's doors answer about orders on their way, money and things that come back. */

const tracking = z.object({ carrier: z.string(), number: z.string(), url: z.string().nullish() })

export const parcel = z.object({
  id: z.string(),
  orderId: z.string(),
  status: z.enum(['packed', 'shipped', 'delivered']),
  tracking: tracking.nullable(),
  lines: z.array(z.object({ lineId: z.string(), quantity: z.int() })),
  packedAt: z.string(),
  shippedAt: z.string().nullable(),
  deliveredAt: z.string().nullable(),
})
export type Parcel = z.infer<typeof parcel>
export const parcelsAnswer = z.object({ fulfilments: z.array(parcel) })

export const payment = z.object({
  id: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  provider: z.string(),
  status: paymentStatus,
  amount: money,
  authorised: money,
  captured: money,
  refunded: money,
  disputed: money,
  providerReference: z.string().nullable(),
  lookAt: z.string().nullable(),
  refunds: z.array(
    z.object({
      id: z.string(),
      amount: money,
      status: z.enum(['asked', 'pending', 'done', 'refused']),
      reason: z.string().nullable(),
      at: z.string(),
    }),
  ),
  createdAt: z.string(),
})
export type Payment = z.infer<typeof payment>
export const paymentsAnswer = z.object({ payments: z.array(payment), next: z.string().nullish() })

const paper = z.object({
  id: z.string(),
  kind: z.string(),
  number: z.int(),
  total: money,
  vat: money,
  issuedAt: z.string(),
  url: z.string(),
})
export const papersAnswer = z.object({ documents: z.array(paper) })

export const returnsAnswer = z.object({ returns: z.array(returnView), next: z.string().nullish() })

export const reconciliation = z.object({
  id: z.string(),
  asked: z.boolean(),
  at: z.string(),
  looked: z.int(),
  mended: z.array(
    z.object({
      paymentId: z.string(),
      orderId: z.string(),
      orderNumber: z.string(),
      provider: z.string(),
      from: z.string(),
      to: z.string(),
    }),
  ),
  faults: z.array(z.object({ rule: z.string(), ids: z.array(z.string()) })),
})
export type Reconciliation = z.infer<typeof reconciliation>
export const reconciliationsAnswer = z.object({ reconciliations: z.array(reconciliation) })

export const booksAnswer = z.object({ csv: z.string() })
