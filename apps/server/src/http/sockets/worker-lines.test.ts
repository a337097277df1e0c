import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import type { Principal } from '../../kernel/principal.ts'
import { openWorkerLines, signInAgain } from './worker-lines.ts'

const anna: Principal = { kind: 'account', shopId: 'torget', accountId: 'acc_anna', role: 'admin' }
const request = () => new IncomingMessage(new Socket())

function line() {
  const closed: number[] = []
  return { closed, close: (code?: number) => void closed.push(code ?? 0) }
}

test('who is signed out while the line is open hears no more, and who stays is left alone', async () => {
  const [annas, programs] = [line(), line()]
  const [fromAnna, fromProgram] = [request(), request()]
  const key: Principal = { kind: 'key', shopId: 'torget', keyId: 'key_1', scopes: ['conversations:read'] }
  const signedIn = new Map<IncomingMessage, Principal>([
    [fromAnna, anna],
    [fromProgram, key],
  ])
  const told: Principal[][] = []
  const lines = openWorkerLines({
    admit: async (opened) => {
      const principal = signedIn.get(opened)
      return principal ? { principal } : null
    },
    alive: (principals) => void told.push([...principals]),
  })
  lines.add(annas, anna, fromAnna)
  lines.add(programs, key, fromProgram)
  await lines.beat(() => true)
  expect([annas.closed, programs.closed]).toEqual([[], []])
  expect(told.at(-1)).toEqual([anna, key])

  signedIn.delete(fromAnna)
  await lines.beat(() => true)
  expect(annas.closed).toEqual([signInAgain])
  expect(programs.closed).toEqual([])
})

test('who is something else in the shop now opens the line anew, with no more than she may', async () => {
  const annas = line()
  let role: 'admin' | 'viewer' = 'admin'
  const lines = openWorkerLines({ admit: async () => ({ principal: { ...anna, role } }), alive: () => {} })
  lines.add(annas, anna, request())
  role = 'viewer'
  await lines.beat(() => true)
  expect(annas.closed).toEqual([signInAgain])
})

test("a shopper's line is not looked at: her token is hers for good", async () => {
  const hers = line()
  const lines = openWorkerLines({ admit: async () => null, alive: () => {} })
  lines.add(hers, { kind: 'visitor', shopId: 'torget', visitorId: 'vis_1' }, request())
  await lines.beat(() => true)
  expect(hers.closed).toEqual([])
})
