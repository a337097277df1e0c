import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { z } from 'zod'

export type SealedSecrets = Record<string, string>

/** Secrets as they lie in the database: AES-256-GCM under the server's sealing key, bound to the place they are for: a shop and its inbox, a shop and its way of paying. Nonce, tag and text in one, as base64. */
export function sealSecrets(secrets: SealedSecrets, sealing: string, place: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(sealing), nonce).setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
}

/** Throws where the sealing key is another one, the text was altered, or it was sealed for another place. */
export function unsealSecrets(sealed: string, sealing: string, place: string): SealedSecrets {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(sealing), bytes.subarray(0, 12)).setAAD(Buffer.from(place))
  decipher.setAuthTag(bytes.subarray(12, 28))
  const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  return z.record(z.string(), z.string()).parse(JSON.parse(text))
}

/** The sealing secret is long and random already: it is stretched to a key, not hardened. */
const keyOf = (sealing: string): Buffer => Buffer.from(hkdfSync('sha256', sealing, '', 'parley inbox secrets', 32))
