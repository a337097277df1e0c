import { randomInt } from 'node:crypto'
import type { ordersFacet } from '../commerce/orders/index.ts'
import { readShop } from '../identity/index.ts'
import { composeCode, queueMail } from '../mail/index.ts'

/** One-time codes: six digits by chance, mailed in the shopper's language. */
export function oneTimeCodes(secret: string): Parameters<typeof ordersFacet>[0]['codes'] {
  return {
    secret,
    randomCode: () => String(randomInt(1_000_000)).padStart(6, '0'),
    sendCode: async (tx, { email, code, language, orderNumber }) => {
      const { name } = await readShop(tx)
      await queueMail(tx, {
        kind: 'one-time-code',
        to: email,
        language,
        mail: composeCode(code, orderNumber, language, name),
        deliveryKey: `code-${tx.id('cod')}`,
      })
    },
  }
}
