import { z } from 'zod'
import { money } from './money.ts'

export const returnStatus = z.enum(['asked', 'approved', 'rejected', 'withdrawn', 'received', 'refunded', 'exchanged'])
export type ReturnStatus = z.infer<typeof returnStatus>
export const returnKind = z.enum(['return', 'exchange', 'complaint'])
export type ReturnKind = z.infer<typeof returnKind>
/** What she wants for it: her money back, store credit, or the same thing in another size or colour. */
export const returnWish = z.enum(['refund', 'credit', 'exchange'])

export const returnLabel = z.object({
  carrier: z.string().min(1).max(80),
  number: z.string().min(1).max(80),
  url: z.url().max(500).optional(),
})

export const returnView = z.object({
  id: z.string(),
  number: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  kind: returnKind,
  wish: returnWish,
  status: returnStatus,
  reason: z.string(),
  note: z.string().nullable(),
  photos: z.array(z.string()),
  label: returnLabel.nullable(),
  lines: z.array(
    z.object({
      lineId: z.string(),
      variantId: z.string(),
      title: z.string(),
      options: z.string(),
      quantity: z.int(),
      amount: money,
      /** What she gets instead. */
      instead: z.object({ variantId: z.string() }).nullable(),
      accepted: z.int().nullable(),
      restocked: z.int().nullable(),
    }),
  ),
  goods: money,
  delivery: money,
  /** What is kept of it: the label, restocking. */
  cost: money,
  /** What goes back where all of it is accepted. */
  total: money,
  /** What went back: money, or store credit where that was wished for. */
  refunded: money,
  /** The end of the code of the store credit that was given for it; its whole code was mailed to her. */
  creditLastFour: z.string().nullable(),
  replacementId: z.string().nullable(),
  /** Where it was refused: one of the rules, or the shop's own words. */
  refusal: z.string().nullable(),
  createdAt: z.iso.datetime(),
})
export type ReturnView = z.infer<typeof returnView>

export const returnWithLog = returnView.extend({
  log: z.array(
    z.object({
      from: returnStatus.nullable(),
      to: returnStatus,
      reason: z.string().nullable(),
      /** Who did it: `shopper`, `agent`, `api`, `bot`, with the name of an agent. */
      by: z.string(),
      byName: z.string().nullable(),
      at: z.iso.datetime(),
    }),
  ),
})
export type ReturnWithLog = z.infer<typeof returnWithLog>
