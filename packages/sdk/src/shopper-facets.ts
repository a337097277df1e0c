import type { Proposal } from '@parley/contracts'
import type { Outcome } from './facets.ts'

/** What a customer may agree to: `advice`, that what is known of her is used in answers; `mail`, that the shop writes to her. */
export type ConsentPurpose = 'advice' | 'mail'

/** Something she has bought before, for answers that rest on it. */
export interface Owned {
  productId: string
  variantId: string
  title: string
  categories: string[]
  boughtAt: string
}

/** What answers may rest on, where she has agreed to it. */
export interface Memory {
  /** Sizes she has bought, the latest first, as the catalogue calls them. */
  sizes: string[]
  owned: Owned[]
}

/** What the shop holds about her, counted. */
export interface DataSummary {
  name: string | null
  email: string | null
  phone: string | null
  /** In one line. */
  address: string | null
  orders: number
  talks: number
  wishes: number
  alerts: number
  consents: Record<ConsentPurpose, boolean>
}

export interface PrivacyFacet {
  /** Whether she has proved in this conversation who she is: by the shop's own sign-in, or by a code mailed to her. */
  verified(): Promise<boolean>
  consents(): Promise<Record<ConsentPurpose, boolean>>
  setConsent(purpose: ConsentPurpose, granted: boolean): Promise<void>
  /** Null unless she has agreed to `advice`; empty lists where there is nothing to remember. */
  memory(): Promise<Memory | null>
  /** Refused with `person.unverified` unless she is verified. */
  summary(): Promise<Outcome<DataSummary>>
  /** What erasing would do. Refused with `person.unverified` unless she is verified. */
  proposeErase(): Promise<Outcome<Proposal>>
  /** From then on it is owed; it is done at `dueAt` (UTC), so that the answer can still be read. */
  confirmErase(proposalId: string): Promise<Outcome<{ dueAt: string }>>
}

export interface Wish {
  productId: string
  variantId: string | null
}

/** Things kept for later. */
export interface WishesFacet {
  /** The latest first. */
  list(): Promise<Wish[]>
  /** The same thing is kept once. Refused: `wish.too_many`, `product.not_found`. */
  save(productId: string, variantId: string | null): Promise<Outcome<{ kept: number }>>
  remove(productId: string): Promise<{ kept: number }>
}

export interface AlertsFacet {
  /** One mail when it can be bought again. Refused: `alert.in_stock`, `alert.too_many`, `product.not_found`, `contact.email`. */
  ask(variantId: string, email: string): Promise<Outcome<{ waiting: true }>>
  /** Ends every alert of this browser and, where one is given, of the address. Answers the same whether there was any. */
  stop(email: string | null): Promise<void>
}

export interface Suggestion {
  productId: string
  /** Of how many orders it rests on; 0 where it is only often looked for. */
  orders: number
}

export interface AdviceFacet {
  /** What others bought in the same order as one of these, most often first; nothing that stands on fewer than two orders. */
  boughtWith(productIds: string[], limit: number): Promise<Suggestion[]>
  /** What has been bought most in the last three months, in these categories or in all. */
  popular(limit: number, categories?: string[]): Promise<Suggestion[]>
}
