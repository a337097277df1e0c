import { createHmac } from 'node:crypto'
import type { IceServers } from '@parley/contracts'
import type { ShopTransaction } from '../db/database.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'
import type { CallRow } from './call.ts'
import { type KeptCallSettings, readCallSettings } from './call-settings.ts'

/**
 * The servers by which browsers find each other. The TURN server's user name says until when it holds, its credential is the HMAC of
 * that name under the shared secret (the REST scheme that coturn knows as `use-auth-secret`): the server need not know the shop's callers,
 * and what leaks is soon worth nothing.
 *
 * @example iceServersFor(settings, 'cal_…', now).servers // [{ urls: ['turn:…'], username: '1790000000:cal_…', credential: '…' }]
 */
export function iceServersFor(settings: KeptCallSettings, callId: string, now: Date): IceServers {
  const expires = Math.floor(now.getTime() / 1000) + settings.credentialMinutes * 60
  const relay = turnServer(settings, `${expires}:${callId}`)
  return {
    servers: [...(settings.stun.length > 0 ? [{ urls: settings.stun }] : []), ...relay],
    relayOnly: settings.relayOnly && relay.length > 0,
    expiresAt: new Date(expires * 1000).toISOString(),
  }
}

function turnServer({ turn, turnSecret }: KeptCallSettings, username: string): IceServers['servers'] {
  if (turn.length === 0 || turnSecret === null) return []
  // SHA-1 is what the scheme prescribes; as the heart of an HMAC it still holds.
  const credential = createHmac('sha1', turnSecret).update(username).digest('base64')
  return [{ urls: turn, username, credential }]
}

/** The servers for a call that goes on. */
export async function waysOf(tx: ShopTransaction, row: CallRow, sealing: string): Promise<Outcome<IceServers>> {
  if (row.ended_at) return refuse('call.wrong_state', 'This call has ended.')
  return granted(iceServersFor(await readCallSettings(tx, sealing), row.call_id, tx.now))
}
