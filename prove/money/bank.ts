import { createStripe, type Said } from '../../extensions/payments/stripe/fixtures/pretended-stripe.ts'

/** How the line to the bank is: `mute` does what is asked and loses the answer, `down` is not reached at all. */
export type Line = 'up' | 'mute' | 'down'

export const bankSecrets = { secretKey: 'sk_test_proof', webhookSecret: 'whsec_proof' }

/** The pretended Stripe at the end of a line that can be cut, and the letterbox into which it throws its webhooks. */
export function openBank(now: () => Date) {
  const letters: Said[] = []
  const stripe = createStripe({ webhookSecret: bankSecrets.webhookSecret, now, tell: (said) => letters.push(said) })
  const line = { is: 'up' as Line }
  const send: typeof fetch = async (input, init) => {
    if (line.is === 'down') throw new TypeError('the bank is not reached')
    const answer = await stripe.handle(new Request(input, init))
    if (line.is === 'mute') throw new TypeError('the answer was lost')
    return answer
  }
  return {
    line,
    fetch: send,
    answer: stripe.answer,
    /** What has been thrown in since it was last emptied. */
    empty: (): Said[] => letters.splice(0),
    books: stripe.books,
  }
}
