import { z } from 'zod'
import { currency, money } from './money.ts'

/** `approver` says yes to what colleagues order above the company's limit, and orders without asking. */
export const companyRole = z.enum(['buyer', 'approver'])
export type CompanyRole = z.infer<typeof companyRole>

/** What the shop decides about a company. Amounts are minor units of its currency. */
export const companyDraft = z.strictObject({
  name: z.string().trim().min(1).max(120),
  /** Under which it reckons VAT; refused where form or check sum are wrong. */
  vatNumber: z.string().trim().max(24).nullable().default(null),
  country: z.string().regex(/^[A-Z]{2}$/),
  currency,
  /** What may be owed on account at once; null is nothing on account. */
  creditLimit: z.int().min(0).nullable().default(null),
  /** Orders above this need an approver’s yes; null needs none. */
  approvalAbove: z.int().min(0).nullable().default(null),
  status: z.enum(['active', 'closed']).default('active'),
})
export type CompanyDraft = z.infer<typeof companyDraft>

export const companyMember = z.object({
  personId: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  role: companyRole,
})
export type CompanyMember = z.infer<typeof companyMember>

export const company = z.object({
  id: z.string(),
  name: z.string(),
  vatNumber: z.string().nullable(),
  country: z.string(),
  currency,
  creditLimit: money.nullable(),
  /** Owed on account just now, and not paid yet. */
  owed: money,
  approvalAbove: money.nullable(),
  status: z.enum(['active', 'closed']),
  members: z.array(companyMember),
  version: z.int(),
})
export type Company = z.infer<typeof company>

/** A colleague's order that waits for an approver. */
export const companyApproval = z.object({
  proposalId: z.string(),
  status: z.enum(['asked', 'approved', 'refused']),
  askedBy: z.string().nullable(),
  total: money.nullable(),
  summary: z.array(z.object({ label: z.string(), value: z.string() })),
  askedAt: z.iso.datetime(),
})
export type CompanyApproval = z.infer<typeof companyApproval>
