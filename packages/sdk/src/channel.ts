import type { Content, ContentType, LanguageTag, Said } from '@parley/contracts'
import type { z } from 'zod'

/** A message as a channel heard it, in Parley's words. */
export interface IncomingMessage {
  kind: 'message'
  /** The provider's id of it; with shop and inbox it makes redelivery harmless. */
  providerId: string
  /** The sender's address on this channel (phone, page-scoped id, visitor). */
  from: { address: string; name?: string; phone?: string; email?: string; language?: LanguageTag }
  /** Keeps threads apart where the channel has them (e-mail); the address alone where absent. */
  thread?: string
  said: Said
  /** Files heard with it, to be fetched later with the inbox's credentials. */
  attachments?: { url?: string; mediaId?: string; type: string; name?: string; bytes?: number }[]
  /** When the provider says it was said, UTC. */
  at: Date
}

/** News about something Parley sent. Never moves a state back (read → delivered). */
export interface IncomingStatus {
  kind: 'status'
  providerMessageId?: string
  /** The delivery key echoed back, where the provider does. */
  deliveryKey?: string
  state: 'sent' | 'delivered' | 'read' | 'failed'
  reason?: string
  at: Date
}

export type Incoming = IncomingMessage | IncomingStatus

/** A raw request as it came over the wire: the bytes are what was signed. */
export interface RawRequest {
  method: string
  url: string
  headers: Record<string, string>
  body: Uint8Array
}

export interface RawAnswer {
  status: number
  headers?: Record<string, string>
  body?: string
}

/** What the outbox hands over: one message to one address. */
export interface Outgoing {
  /** Stays the same over retries; the other side can tell a repeat by it. */
  deliveryKey: string
  to: { address: string; thread?: string }
  content: Content
  /** The plain-text telling, degraded for this channel by its capabilities. */
  text: string
  language: LanguageTag
  conversationId: string
  messageId: string
  /** Last time the shopper wrote, for windows. */
  lastHeardAt: Date | null
}

export interface ChannelRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: string
  headers: Record<string, string>
  body: string
}

/** Exactly two ways to fail: they refused (and whether trying again can help), or they were never reached. */
export type SendResult =
  | { sent: true; providerMessageId?: string }
  | { sent: false; refused: { status: number; code?: string; retry: boolean; afterMs?: number } }
  | { sent: false; unreached: { reason: string } }

export interface Capabilities {
  /** Content kinds shown natively; the rest is told as text. */
  content: readonly ContentType[]
  /** Longest text, and the unit it is counted in; longer ones are split at paragraph, sentence, word. */
  text: { max: number; unit: 'utf16' | 'bytes' | 'codepoints' }
  choices: { max: number; label: number }
  /** Hours in which free text may follow the shopper's last words; null for no limit. */
  windowHours: number | null
  templates: boolean
  edits: boolean
  deletes: boolean
  typing: boolean
  receipts: boolean
}

export interface ChannelContext<Settings> {
  settings: Settings
  fetch: typeof fetch
  now: () => Date
}

/**
 * How the channel hears:
 * - `push`: the provider calls our webhook and is answered at once;
 * - `pull`: we ask (`poll`), keeping a cursor;
 * - `answer`: the provider calls and waits for the reply in the same answer (voice assistants);
 * - `own`: Parley's own socket or API; nothing to receive from outside.
 */
export interface ChannelDefinition<Settings = unknown> {
  id: string
  name: string
  settings: z.ZodType<Settings>
  /** Keys of `settings` that are sealed at rest and never shown. */
  secrets: readonly string[]
  hears: 'push' | 'pull' | 'answer' | 'own'
  capabilities: Capabilities
  /** Is it really from them? Checked on raw bytes before anything is parsed. */
  verify?: (request: RawRequest, context: ChannelContext<Settings>) => Promise<boolean> | boolean
  /** A provider's handshake (subscription challenge); null where the request is none. */
  handshake?: (request: RawRequest, context: ChannelContext<Settings>) => RawAnswer | null
  /** Provider format → Parley's, pure; what it does not know it leaves out. */
  receive?: (request: RawRequest, context: ChannelContext<Settings>) => Incoming[]
  /** For `pull`: what is new since the cursor. */
  poll?: (cursor: string | null, context: ChannelContext<Settings>) => Promise<{ incoming: Incoming[]; cursor: string }>
  /** For `answer`: the replies as the body of the provider's waiting request. `limitMs` is how long it waits. */
  answer?: {
    limitMs: number
    tell: (request: RawRequest, replies: Outgoing[], context: ChannelContext<Settings>) => RawAnswer
  }
  /** What to answer a push that was stored; 200 and no body where absent. */
  acknowledge?: RawAnswer
  /** Parley's format → requests, pure; sent in order, one at a time. */
  requests?: (outgoing: Outgoing, context: ChannelContext<Settings>) => ChannelRequest[]
  /** Reads the provider's answer to a request. */
  result?: (status: number, body: string, headers: Record<string, string>) => SendResult
}

export function defineChannel<Settings>(definition: ChannelDefinition<Settings>): ChannelDefinition<Settings> {
  return definition
}
