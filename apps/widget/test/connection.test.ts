import { expect, test } from 'vitest'
import { type ConnectionState, createConnection, type Line } from '../src/connection.ts'

interface FarEnd extends Line {
  sent: string[]
  closed: boolean
}

/** A world whose clock moves only when told, with a far end that can be let fall. */
function stage(addresses: (string | undefined)[] = []) {
  let now = 0
  let timers: { at: number; call: () => void }[] = []
  const lines: FarEnd[] = []
  const states: ConnectionState[] = []
  const renewals: boolean[] = []
  const connection = createConnection(
    {
      address: async (renewed) => {
        renewals.push(renewed)
        return addresses.length > 0 ? addresses.shift() : 'wss://shop'
      },
      dial: () => {
        const line: FarEnd = {
          sent: [],
          closed: false,
          onmessage: null,
          onclose: null,
          send: (text) => line.sent.push(text),
          close: () => {
            line.closed = true
          },
        }
        lines.push(line)
        return line
      },
      after: (ms, call) => {
        const timer = { at: now + ms, call }
        timers.push(timer)
        return () => {
          timers = timers.filter((other) => other !== timer)
        }
      },
      now: () => now,
      random: () => 0.5,
    },
    { onFrame: () => {}, onState: (state) => states.push(state) },
  )
  const settle = async () => {
    for (let turn = 0; turn < 5; turn++) await Promise.resolve()
  }
  return {
    connection,
    lines,
    states,
    renewals,
    settle,
    greet: (heartbeatMs = 1000) => {
      const hello = new MessageEvent('message', { data: JSON.stringify({ type: 'hello', heartbeatMs }) })
      lines.at(-1)?.onmessage?.(hello)
    },
    fall: () => lines.at(-1)?.onclose?.(new CloseEvent('close')),
    pass: async (ms: number) => {
      const until = now + ms
      for (;;) {
        const due = timers.filter((timer) => timer.at <= until).sort((one, other) => one.at - other.at)[0]
        if (!due) break
        now = due.at
        timers = timers.filter((timer) => timer !== due)
        due.call()
        await settle()
      }
      now = until
    },
  }
}

test('a fallen line is dialled again, ever less often, at most every half minute', async () => {
  const { connection, lines, fall, pass, settle } = stage()
  connection.start()
  await settle()
  const waits: number[] = []
  for (let round = 0; round < 9; round++) {
    fall()
    const before = lines.length
    let waited = 0
    while (lines.length === before && waited < 60_000) {
      await pass(100)
      waited += 100
    }
    waits.push(waited)
  }
  expect(waits).toEqual([...waits].sort((one, other) => one - other))
  expect(waits[0]).toBeLessThan(1000)
  expect(Math.max(...waits)).toBeLessThanOrEqual(30_000)
})

test('silence of two heartbeats means the other side is gone', async () => {
  const { connection, lines, greet, pass, settle, states } = stage()
  connection.start()
  await settle()
  greet(1000)
  await pass(1000)
  expect(lines[0]?.sent).toEqual(['{"type":"ping","ref":"beat"}'])
  await pass(1500)
  expect(lines[0]?.closed).toBe(true)
  expect(states.at(-1)).toBe('connecting')
  expect(states).not.toContain('away')
})

test('nothing goes out before the other side has greeted, and nothing after stop', async () => {
  const { connection, lines, greet, pass, settle } = stage()
  const frame = { type: 'ping', ref: 'x' } as const
  connection.start()
  await settle()
  expect(connection.send(frame)).toBe(false)
  greet()
  expect(connection.send(frame)).toBe(true)
  connection.stop()
  expect(connection.send(frame)).toBe(false)
  await pass(120_000)
  expect(lines).toHaveLength(1)
})

test('after two failures a fresh session is asked for, since the old one may be the fault', async () => {
  const { connection, fall, pass, settle, renewals } = stage()
  connection.start()
  await settle()
  fall()
  await pass(5000)
  fall()
  await pass(5000)
  expect(renewals).toEqual([false, false, true])
})
