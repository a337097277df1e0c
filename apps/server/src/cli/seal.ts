import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'

const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 128 * 1024 * 1024 }

/** AES-256-GCM under a key that scrypt makes from the passphrase: salt, nonce, tag and text in one. */
export function seal(text: string, passphrase: string): Buffer {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)]
  const cipher = createCipheriv('aes-256-gcm', scryptSync(passphrase, salt, 32, cost), nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([salt, nonce, cipher.getAuthTag(), body])
}

/** Throws where the passphrase is another one or the text was altered. */
export function unseal(sealed: Buffer, passphrase: string): string {
  const decipher = createDecipheriv(
    'aes-256-gcm',
    scryptSync(passphrase, sealed.subarray(0, 16), 32, cost),
    sealed.subarray(16, 28),
  )
  decipher.setAuthTag(sealed.subarray(28, 44))
  return Buffer.concat([decipher.update(sealed.subarray(44)), decipher.final()]).toString('utf8')
}
