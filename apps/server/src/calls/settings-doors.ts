import { z } from 'zod'
import { type Door, door } from '../db/door.ts'
import { audit } from '../identity/index.ts'
import { granted, refuse } from '../kernel/refusals.ts'
import { callSettings, type KeptCallSettings, readCallSettings, saveCallSettings } from './call-settings.ts'

const view = callSettings.extend({
  /** Whether the secret is set. It is never shown. */
  turnSecretSet: z.boolean(),
})

/** Without the defaults, which would stand in for what is not named. */
const bare = <Schema extends z.ZodType>(schema: z.ZodDefault<Schema>) => schema.unwrap().optional()
const { stun, turn, credentialMinutes, relayOnly, ringSeconds } = callSettings.shape
const patch = z.object({
  stun: bare(stun),
  turn: bare(turn),
  credentialMinutes: bare(credentialMinutes),
  relayOnly: bare(relayOnly),
  ringSeconds: bare(ringSeconds),
  turnSecret: z.string().min(8).max(200).nullable().optional(),
})

const shown = ({ turnSecret, ...settings }: KeptCallSettings) => ({ ...settings, turnSecretSet: turnSecret !== null })

/** How a shop's calls find their way: read and set by its owner. */
export function callSettingsDoors(sealing: string): Door[] {
  const read = door({
    method: 'get',
    path: '/call-settings',
    tag: 'calls',
    summary: 'How calls find their way',
    access: { scope: 'settings' },
    answer: view,
    handle: async (tx) => granted(shown(await readCallSettings(tx, sealing))),
  })

  const change = door({
    method: 'patch',
    path: '/call-settings',
    tag: 'calls',
    summary: 'Set STUN and TURN servers, and how long it rings',
    description:
      'What is not named stays as it is. The secret is the one that the TURN server knows (coturn: `use-auth-secret` and `static-auth-secret`); it is sealed and never shown again, `null` takes it away.',
    access: { scope: 'settings' },
    body: patch,
    example: {
      stun: ['stun:turn.shop.example:3478'],
      turn: ['turn:turn.shop.example:3478?transport=udp'],
      turnSecret: 'the secret of the TURN server',
    },
    answer: view,
    handle: async (tx, { body, principal }) => {
      const before = await readCallSettings(tx, sealing)
      const settings: KeptCallSettings = { ...before, ...body }
      if (settings.relayOnly && (settings.turn.length === 0 || settings.turnSecret === null))
        return refuse(
          'call_settings.no_relay',
          'Calls can only be relayed where a TURN server and its secret are set.',
          {
            path: 'relayOnly',
          },
        )
      await saveCallSettings(tx, settings, sealing)
      await audit(tx, principal, 'call_settings.changed', tx.shopId, { changed: Object.keys(body) })
      return granted(shown(settings))
    },
  })

  return [read, change]
}
