import type { VNode } from 'preact'
import type { Reader } from '../reader.ts'
import type { StorefrontParts, Visit } from '../shop-port.ts'

/** One address of the site: what it is asked by, and what it does in the visit's transaction. */
export interface Door {
  method: 'GET' | 'POST'
  /** Named groups become `call.names`. */
  path: RegExp
  open(call: Call): Promise<Answer>
}

export interface Call {
  visit: Visit
  parts: StorefrontParts
  url: URL
  names: Readonly<Record<string, string>>
  /** The fields of a form that was sent. */
  form: FormFields
  /** Set where the browser half asks for one part of a page instead of the whole. */
  part: string | null
  /** Who reads; asked for after the work, so that it shows what the work has changed. */
  reader(): Promise<Reader>
}

export type Answer =
  | { kind: 'page'; status?: number; page: Page; reader: Reader }
  /** A piece of a page, for the browser half to put in place. */
  | { kind: 'part'; status?: number; body: VNode }
  | { kind: 'elsewhere'; to: string }
  | { kind: 'missing' }

export interface Page {
  title: string
  description?: string
  body: VNode
  /** Not for search engines: baskets, orders, searches. */
  isPrivate?: boolean
  /** What the page is about, for search engines (schema.org). */
  data?: object
  /** The picture that is seen first: fetched early. */
  picture?: string
  /** Nothing that leads away from what she is at. */
  isPlain?: boolean
}

export interface FormFields {
  text(name: string): string
  all(name: string): string[]
  has(name: string): boolean
}
