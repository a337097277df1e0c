import type { Currency, LanguageTag } from '@parley/contracts'
import type { z } from 'zod'

/** One sellable item of a feed or store, as plain as they come. Amounts are minor units. */
export interface CatalogueItem {
  /** The source's own id of the variant. */
  id: string
  /** Items with the same group are variants of one product. */
  groupId?: string
  title: string
  description: string
  link?: string
  imageLink?: string
  brand?: string
  gtin?: string
  mpn?: string
  price: number
  salePrice?: number
  currency: Currency
  availability: 'in_stock' | 'out_of_stock' | 'preorder' | 'backorder'
  /** Units, where the source tells them. */
  quantity?: number
  /** Category names from the root: `['Shoes', 'Men']`. */
  categoryPath: string[]
  options: Record<string, string>
  attributes: Record<string, string[]>
  dimensions?: { widthMm?: number; heightMm?: number; depthMm?: number; weightG?: number }
}

export interface RowProblem {
  /** Line in the source, from 1. */
  line: number
  id?: string
  code: string
  message: string
}

export type CatalogueRow = { item: CatalogueItem; line: number } | { problem: RowProblem } | { deleted: string }

export interface ConnectorContext<Settings> {
  settings: Settings
  fetch: typeof fetch
  language: LanguageTag
  currency: Currency
  /** For what holds between dates, a sale for one. */
  now?: () => Date
}

export interface ConnectorDefinition<Settings = unknown> {
  id: string
  name: string
  settings: z.ZodType<Settings>
  secrets: readonly string[]
  /** Streams the catalogue; `resumeAfter` is the last cursor kept. */
  catalogue: (
    source: { open: () => Promise<AsyncIterable<Uint8Array>>; contentType?: string; name?: string },
    context: ConnectorContext<Settings>,
  ) => AsyncIterable<CatalogueRow>
}

export function defineConnector<Settings>(definition: ConnectorDefinition<Settings>): ConnectorDefinition<Settings> {
  return definition
}
