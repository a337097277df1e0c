// A process of its own: thousands of sockets, so that making the load takes nothing from whoever serves it.
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { type Line, openLine } from './line.ts'
import { type Done, type Work, work } from './work.ts'

let lines: Line[] = []
let desks: Line[] = []
let speaks: 'parley' | 'socket.io' = 'parley'
const talks: { line: Line; conversationId: string; key: string }[] = []
let marks = 0

process.on('message', (message) => {
  act(work.parse(message)).then(
    (done) => process.send?.({ done }),
    (fault: unknown) => process.send?.({ fault: String(fault) }),
  )
})

async function act(asked: Work): Promise<Done> {
  switch (asked.do) {
    case 'open':
      return openAll(asked.addresses, asked.speaks)
    case 'close':
      for (const line of [...lines, ...desks]) line.close()
      lines = []
      desks = []
      return { times: [], lost: 0 }
    case 'talk':
      return beginTalks(asked)
    case 'say':
      return speaks === 'parley' ? talk(asked) : echo(asked)
    case 'enter':
      return enter(asked)
    case 'tell':
      return tell(asked)
  }
}

async function openAll(addresses: readonly string[], kind: typeof speaks): Promise<Done> {
  speaks = kind
  const times: number[] = []
  const atOnce = 50
  for (let from = 0; from < addresses.length; from += atOnce) {
    const begun = performance.now()
    lines.push(...(await Promise.all(addresses.slice(from, from + atOnce).map((address) => openLine(address, kind)))))
    times.push(performance.now() - begun)
  }
  return sorted(times, 0)
}

const accepted = z.looseObject({ conversationId: z.string() })

async function beginTalks(asked: Extract<Work, { do: 'talk' }>): Promise<Done> {
  const socket = asked.url.replace('http', 'ws')
  desks = await Promise.all(asked.deskKeys.map((key) => openLine(`${socket}/api/socket?token=${key}`, 'parley')))
  for (const [at, line] of lines.slice(0, asked.talks).entries()) {
    const key = asked.deskKeys[at % desks.length] ?? ''
    const hello = said('hello')
    const text = await answered(line, hello, '"type":"accepted"')
    const { conversationId } = accepted.parse(JSON.parse(text))
    await reply(asked.url, key, conversationId, 'I am here')
    const follow = JSON.stringify({ type: 'follow', ref: 'f', conversationId, after: 0 })
    await answered(line, follow, '"type":"following"')
    const desk = desks[at % desks.length]
    // A key is let follow sixty at once, and ten more each second.
    if (desk) await answered(desk, follow, '"type":"following"')
    talks.push({ line, conversationId, key })
  }
  await wait(2_000)
  return { times: [], lost: 0 }
}

const said = (text: string) =>
  JSON.stringify({ type: 'say', ref: 's', clientId: crypto.randomUUID(), said: { type: 'text', text } })

function answered(line: Line, frame: string, mark: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${mark}`)), 60_000)
    line.hear = (text) => {
      if (text.includes('"type":"refused"')) reject(new Error(text))
      if (!text.includes(mark)) return
      clearTimeout(timer)
      line.hear = () => {}
      resolve(text)
    }
    line.send(frame)
  })
}

async function reply(url: string, key: string, conversationId: string, text: string): Promise<void> {
  const response = await fetch(`${url}/api/v1/desk/conversations/${conversationId}/replies`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
  })
  if (!response.ok) throw new Error(`no reply: ${response.status} ${await response.text()}`)
  await response.arrayBuffer()
}

/** Half of the messages from each side, each timed until the other side has it. */
async function talk({ url, perSecond, seconds }: Extract<Work, { do: 'say' }>): Promise<Done> {
  const watch = watching()
  for (const desk of desks) desk.hear = (text) => watch.look(text, 'q')
  for (const { line } of talks) line.hear = (text) => watch.look(text, 'a')
  await atRate(perSecond, seconds, (n) => {
    const one = talks[Math.floor(n / 2) % talks.length]
    if (!one) return
    if (n % 2 === 0) one.line.send(said(watch.mark('q')))
    else void reply(url, one.key, one.conversationId, watch.mark('a')).catch(() => {})
  })
  return watch.done()
}

/** The peer's bare echo, from and to the same line. */
async function echo({ perSecond, seconds }: Extract<Work, { do: 'say' }>): Promise<Done> {
  const watch = watching()
  for (const line of lines) line.hear = (text) => watch.look(text, 'e')
  await atRate(perSecond, seconds, (n) => lines[n % 200]?.send(`42["say",{"text":"${watch.mark('e')}"}]`))
  return watch.done()
}

async function enter({ roomId, people }: Extract<Work, { do: 'enter' }>): Promise<Done> {
  const begun = performance.now()
  const inside = lines.slice(0, people)
  if (speaks === 'socket.io') for (const line of inside) line.send('42["enter",{}]')
  else
    await Promise.all(
      inside.map((line) =>
        answered(line, JSON.stringify({ type: 'watch_room', ref: 'r', roomId, after: 0, on: true }), '"type":"room"'),
      ),
    )
  return { times: [performance.now() - begun], lost: 0 }
}

/** One says, all hear: every hearing is timed. */
async function tell({ url, key, roomId, perSecond, seconds }: Extract<Work, { do: 'tell' }>): Promise<Done> {
  const begun = new Map<string, number>()
  const times: number[] = []
  const find = /"text":"(r\d+)"/g
  for (const line of lines)
    line.hear = (text) => {
      for (const [, mark = ''] of text.matchAll(find)) times.push(performance.now() - (begun.get(mark) ?? 0))
    }
  await atRate(perSecond, seconds, () => {
    const mark = `r${++marks}`
    begun.set(mark, performance.now())
    if (speaks === 'socket.io') lines[0]?.send(`42["tell",{"text":"${mark}"}]`)
    else
      void fetch(`${url}/api/v1/rooms/${roomId}/messages`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ text: mark }),
      }).then((response) => response.arrayBuffer())
  })
  await wait(3_000)
  return sorted(times, begun.size)
}

/** Begins each piece of work on time, whether or not those before have ended. */
async function atRate(perSecond: number, seconds: number, begin: (n: number) => void): Promise<void> {
  const from = performance.now()
  for (let n = 0; n < perSecond * seconds; n++) {
    const early = from + (n * 1000) / perSecond - performance.now()
    if (early > 1) await wait(early)
    begin(n)
  }
}

/** Marks that go out, and the times after which they came to the other side. */
function watching() {
  const out = new Map<string, number>()
  const times: number[] = []
  return {
    mark: (side: string): string => {
      const mark = `${side}${++marks}`
      out.set(mark, performance.now())
      return mark
    },
    look: (text: string, side: string): void => {
      for (const [, mark = ''] of text.matchAll(/"text":"([qae]\d+)"/g)) {
        const begun = mark.startsWith(side) ? out.get(mark) : undefined
        if (begun === undefined) continue
        out.delete(mark)
        times.push(performance.now() - begun)
      }
    },
    done: async (): Promise<Done> => {
      for (let tries = 0; out.size > 0 && tries < 300; tries++) await wait(100)
      return sorted(times, out.size)
    },
  }
}

const sorted = (times: readonly number[], lost: number): Done => ({ times: times.toSorted((a, b) => a - b), lost })
