import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import openCluster from '../apps/server/test/global-setup.ts'
import { type CallScene, openCallScene } from '../stories/support/calls/call-scene.ts'
import { ofAgent, ofShopper } from '../stories/support/calls/places.ts'
import { type Figure, MissingData } from './figure.ts'

const rounds = 8

/**
 * From the agent's press on "Answer" to sound in both directions: signalling over both sockets and the database, finding a way, keys,
 * the first packets. Two browsers and the server share this machine, so the network adds nothing and the processor a lot.
 */
export default async function bench(): Promise<Figure[]> {
  const closeCluster = await openCluster()
  const scene = await open()
  try {
    const [agent, shopper] = [await scene.agent(true), await scene.shopper('/?lang=en', true)]
    const times: number[] = []
    const bare: number[] = []
    for (let round = 0; round < rounds; round++) {
      times.push(await timeToConnect(shopper, agent))
      bare.push(await bareConnect(shopper))
      await wait(500)
    }
    return [
      {
        id: 'calls.connect.p50-ms',
        value: middle(times),
        unit: 'ms',
        beside: { 'bare-peer-connection': middle(bare) },
        note: `${rounds} calls; beside it two connections within one page, signalled by a function call`,
      },
      { id: 'calls.connect.slowest-ms', value: Math.max(...times), unit: 'ms' },
    ]
  } finally {
    await scene.close()
    // Postgres may still be writing its last words; what is left of the folder the next run sweeps up.
    await closeCluster().catch(() => undefined)
  }
}

async function open(): Promise<CallScene> {
  try {
    return await openCallScene()
  } catch (fault) {
    if (fault instanceof Error && /Chromium/.test(fault.message)) throw new MissingData(fault.message)
    throw fault
  }
}

/** Until a packet of the other's sound has come in: written for the page, which looks every few milliseconds. */
const untilSound = (known: number) => `(async () => {
  for (;;) {
    const last = connections.at(-1)
    if (connections.length > ${known} && last) {
      const all = [...(await last.getStats()).values()]
      if (all.some((one) => one.type === 'inbound-rtp' && one.kind === 'audio' && one.packetsReceived > 0)) return Date.now()
    }
    await new Promise((done) => setTimeout(done, 4))
  }
})()`

const connectionsOf = async (page: Page): Promise<number> => Number(await page.evaluate('connections.length'))

async function timeToConnect(shopper: Page, agent: Page): Promise<number> {
  const known = [await connectionsOf(shopper), await connectionsOf(agent)] as const
  await shopper.getByRole('button', { name: 'Call', exact: true }).click()
  const answer = agent.getByRole('region', { name: /^Call from/ }).getByRole('button', { name: 'Answer', exact: true })
  await answer.waitFor()
  const heard = Promise.all([shopper.evaluate(untilSound(known[0])), agent.evaluate(untilSound(known[1]))])
  // Pressed within the page, so that nothing of the driver is counted.
  const pressed = Number(await answer.evaluate('(button) => { button.click(); return Date.now() }'))
  const ends = (await heard).map(Number)
  await ofShopper(shopper).getByRole('button', { name: 'Hang up' }).click()
  await ofAgent(agent).getByText('Call ended').waitFor()
  await agent.getByRole('button', { name: 'Close', exact: true }).click()
  await ofShopper(shopper).getByRole('button', { name: 'Close', exact: true }).click()
  return Math.max(...ends) - pressed
}

/** What the browser alone needs for a connection with sound. */
async function bareConnect(page: Page): Promise<number> {
  return Number(
    await page.evaluate(`(async () => {
      const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()]
      const [track] = (await navigator.mediaDevices.getUserMedia({ audio: true })).getTracks()
      const begun = Date.now()
      a.onicecandidate = ({ candidate }) => candidate && b.addIceCandidate(candidate)
      b.onicecandidate = ({ candidate }) => candidate && a.addIceCandidate(candidate)
      a.addTrack(track)
      await a.setLocalDescription()
      await b.setRemoteDescription(a.localDescription)
      await b.setLocalDescription()
      await a.setRemoteDescription(b.localDescription)
      for (;;) {
        const all = [...(await b.getStats()).values()]
        if (all.some((one) => one.type === 'inbound-rtp' && one.packetsReceived > 0)) break
        await new Promise((done) => setTimeout(done, 4))
      }
      const ms = Date.now() - begun
      a.close()
      b.close()
      track.stop()
      return ms
    })()`),
  )
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
