/** What a shopper did and was told: what she may rely on, and what may or may not have happened. */
export interface Errand {
  email: string
  visitorId: string
  conversationId: string
  said: { clientId: string; acknowledged: { messageId: string; seq: number } | null }[]
  /** Replies she was given in answers, by id. */
  replies: string[]
  /** Units that must, and that can, have come into her cart. */
  units: { least: number; most: number }
  /** Set when a yes was said: the units it names. */
  yes: { units: number; orderId: string | null; by: 'api' | 'chat' } | null
  payment: 'invoice' | 'sandbox'
  /** What she told the bank; null where she told it nothing. */
  bank: { answer: 'approve' | 'decline'; acknowledged: boolean } | null
  /** Numbers of the changes her sockets brought, in the order they came. */
  numbers: number[]
  faults: string[]
}

export const newErrand = (email: string, payment: Errand['payment']): Errand => ({
  email,
  visitorId: '',
  conversationId: '',
  said: [],
  replies: [],
  units: { least: 0, most: 0 },
  yes: null,
  payment,
  bank: null,
  numbers: [],
  faults: [],
})
