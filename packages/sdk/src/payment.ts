import type { LanguageTag, Money, Refusal, Texts } from '@parley/contracts'
import type { z } from 'zod'
import type { RawAnswer, RawRequest } from './channel.ts'

export interface PaymentContext<Settings> {
  settings: Settings
  fetch: typeof fetch
  /** The same, for providers who know a shop by a certificate of its own. */
  fetchAs: (certificate: ClientCertificate) => typeof fetch
  now: () => Date
  /** Where the provider sends the shopper back, and where it tells us. */
  returnUrl: string
  webhookUrl: string
  /** The hosted page of a provider that lives in Parley itself (sandbox): `/pay/sandbox/<payment>`. */
  pageUrl: string
  language: LanguageTag
  /** For what a provider must remember by itself: its whole book where it lives in Parley, else attempts and the like. */
  store: PaymentStore
}

/** What a shop shows a provider to be known by, as PEM. */
export interface ClientCertificate {
  certificate: string
  key: string
  passphrase?: string
}

/** The provider's own rows, one per payment, in the shop's database. */
export interface PaymentStore {
  /** Reads a payment's row, changes it and writes it back, while nobody else can; what `change` throws leaves the row as it was. Answers what now stands there. */
  change(paymentId: string, change: (state: unknown) => unknown): Promise<unknown>
}

/** What the provider is asked to take. `paymentId` is the idempotency key: the same one charges once. */
export interface PaymentRequest {
  paymentId: string
  orderNumber: string
  amount: Money
  contact: { name: string; email: string }
}

/** Where a payment stands at the provider, seen by look-up or told by a verified webhook. Amounts so far. */
export interface PaymentState {
  status: 'pending' | 'authorised' | 'captured' | 'declined' | 'voided' | 'refunded' | 'failed'
  authorised: Money
  captured: Money
  refunded: Money
  providerReference: string
  /** Rises with every news; an older one is ignored. */
  version: number
  /** What the payer's bank holds back or has taken back because she disputes the payment. */
  disputed?: Money
}

export type StartResult =
  /** Nothing more to do now: on account. `reference` is what the payer writes on the transfer, `dueOn` the last day to pay (YYYY-MM-DD). */
  | { kind: 'settled'; state: PaymentState; reference?: string; dueOn?: string }
  | { kind: 'redirect'; url: string; providerReference: string; expiresAt?: Date }
  | { kind: 'refused'; refusal: Refusal }
  /** Nobody knows whether it happened: look it up before trying again. */
  | { kind: 'unknown'; reason: string }

export type MoveResult =
  | { kind: 'done'; state: PaymentState }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'unknown'; reason: string }

export interface PaymentDefinition<Settings = unknown> {
  id: string
  names: Texts
  descriptions: Texts
  settings: z.ZodType<Settings>
  secrets: readonly string[]
  /** Currencies it takes; all where absent. */
  currencies?: readonly string[]
  /** `on-account`: start answers without leaving (may run inside the order's transaction, no network). `redirect`: the shopper pays on a page. */
  takes: 'on-account' | 'redirect'
  /** Not chosen by the shopper: it is used where she has brought something that pays, such as a gift card in the cart. */
  byItself?: true
  start: (request: PaymentRequest, context: PaymentContext<Settings>) => Promise<StartResult>
  capture: (
    payment: PaymentHandle,
    amount: Money,
    key: string,
    context: PaymentContext<Settings>,
  ) => Promise<MoveResult>
  void: (payment: PaymentHandle, key: string, context: PaymentContext<Settings>) => Promise<MoveResult>
  refund: (payment: PaymentHandle, amount: Money, key: string, context: PaymentContext<Settings>) => Promise<MoveResult>
  lookUp: (payment: PaymentHandle, context: PaymentContext<Settings>) => Promise<MoveResult>
  /** Verified news from the provider; null for forged, stale or foreign requests. */
  webhook?: (
    request: RawRequest,
    context: PaymentContext<Settings>,
  ) => Promise<{
    /** `paymentId`, where the provider repeats it, finds a payment whose reference was never written down. */
    events: { providerReference: string; paymentId?: string; eventId: string; state: PaymentState }[]
    answer: RawAnswer
  } | null>
  /** The page at `pageUrl`, for providers that live in Parley itself; GET shows it, POST is the shopper's answer. */
  page?: (request: RawRequest, payment: PaymentHandle, context: PaymentContext<Settings>) => Promise<RawAnswer>
}

export interface PaymentHandle {
  paymentId: string
  providerReference: string
  amount: Money
}

export function definePayment<Settings>(definition: PaymentDefinition<Settings>): PaymentDefinition<Settings> {
  return definition
}
