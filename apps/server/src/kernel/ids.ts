import { randomBytes } from 'node:crypto'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

export type IdPrefix =
  | 'shp'
  | 'acc'
  | 'key'
  | 'vis'
  | 'per'
  | 'idn'
  | 'cns'
  | 'cod'
  | 'inb'
  | 'cnv'
  | 'msg'
  | 'trn'
  | 'rec'
  | 'lsn'
  | 'tch'
  | 'evt'
  | 'out'
  | 'mai'
  | 'aud'
  | 'prd'
  | 'var'
  | 'loc'
  | 'crt'
  | 'lin'
  | 'prp'
  | 'prm'
  | 'lst'
  | 'gft'
  | 'ord'
  | 'pay'
  | 'rsv'
  | 'rfd'
  | 'ful'
  | 'doc'
  | 'ret'
  | 'art'
  | 'fdr'
  | 'tem'
  | 'viw'
  | 'mac'
  | 'sch'
  | 'sat'
  | 'cal'
  | 'cbk'
  | 'alr'
  | 'rrm'
  | 'com'
  | 'quo'
  | 'edt'
  | 'rev'
  | 'qst'
  | 'mcl'
  | 'apr'
  | 'att'
  | 'rom'
  | 'chg'

/**
 * A new id: prefix, milliseconds (so that rows made after one another lie beside one another in their index), 80 random bits.
 *
 * @example newId('ord') // "ord_01kak3v9x2m5t8q0c7w4n6r1zj"
 */
export function newId(prefix: IdPrefix, at: number = Date.now()): string {
  let time = ''
  for (let rest = at, place = 0; place < 10; place++, rest = Math.floor(rest / 32))
    time = alphabet.charAt(rest % 32) + time
  let random = ''
  for (const byte of randomBytes(16)) random += alphabet.charAt(byte % 32)
  return `${prefix}_${time}${random}`
}

/** A secret for keys and tokens: 256 random bits. */
export const newSecret = (prefix: string): string => `${prefix}_${randomBytes(32).toString('base64url')}`
