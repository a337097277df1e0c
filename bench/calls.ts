import type { Page } from 'playwright-core'
import openCluster from '../apps/server/test/global-setup.ts'
import { heardBy } from '../stories/support/calls/call-browser.ts'
import { type CallScene, openCallScene } from '../stories/support/calls/call-scene.ts'
import { hasCoturn, startCoturn } from '../stories/support/calls/coturn.ts'
import { ofAgent, ofShopper } from '../stories/support/calls/places.ts'
import { type Figure, MissingData } from './figure.ts'
import { percentile } from './turn/load.ts'

const rounds = Number(process.env.CALLS_BENCH_ROUNDS ?? 10)

/** From the press of Answer until both sides hear each other: two browsers with made-up microphones, straight and over Debian's coturn alone. */
export default async function bench(): Promise<Figure[]> {
  if (!hasCoturn()) throw new MissingData('coturn is not installed: apt-get install coturn')
  const closeCluster = await openCluster()
  const coturn = await startCoturn()
  const scene = await openCallScene()
  try {
    const straight = await measure(scene, ['host', 'prflx', 'srflx'])
    await settle(scene, { turn: [coturn.url], turnSecret: coturn.secret, relayOnly: true })
    const relayed = await measure(scene, ['relay'])
    return [figure('direct', straight), figure('relay', relayed)]
  } finally {
    await scene.close()
    await coturn.close()
    await closeCluster()
  }
}

const figure = (way: string, { heard, rings }: Times): Figure => ({
  id: `calls.connect.${way}.p50-ms`,
  value: percentile(heard, 0.5),
  unit: 'ms',
  beside: { slowest: heard.at(-1) ?? Number.NaN, 'ring-p50': percentile(rings, 0.5) },
  note: `${heard.length} calls, from the press of Answer until both hear each other`,
})

interface Times {
  /** From answering until both hear. */
  heard: number[]
  /** From calling until it rings at the desk. */
  rings: number[]
}

async function measure(scene: CallScene, ways: readonly string[]): Promise<Times> {
  const times: Times = { heard: [], rings: [] }
  const agent = await scene.agent(true)
  const shopper = await scene.shopper('/?lang=en', true)
  for (let round = 0; round <= rounds; round++) {
    const called = performance.now()
    await shopper.getByRole('button', { name: 'Call', exact: true }).click()
    const answer = agent
      .getByRole('region', { name: /^Call from/ })
      .getByRole('button', { name: 'Answer', exact: true })
    await answer.waitFor()
    const rang = performance.now()
    await answer.click()
    const found = await Promise.all([hears(shopper), hears(agent)])
    const heard = performance.now()
    const strange = found.filter((way) => way !== null && !ways.includes(way))
    if (strange.length > 0) throw new Error(`a call went by ${strange.join(', ')} instead of ${ways.join(' or ')}`)
    // The first one makes the browsers load what they need.
    if (round > 0) {
      times.heard.push(heard - rang)
      times.rings.push(rang - called)
    }
    // Both windows know that they talk before one of them hangs up.
    for (const side of [ofAgent(agent), ofShopper(shopper)]) await side.getByText(/^0:\d\d/).waitFor()
    await ofShopper(shopper).getByRole('button', { name: 'Hang up' }).click()
    await ofAgent(agent).getByText('Call ended').waitFor()
    // The card of the ended call stays at the desk until it is put away.
    await Promise.all([agent.reload(), shopper.reload()])
    await shopper.locator('#panel').waitFor()
  }
  await agent.context().close()
  await shopper.context().close()
  times.heard.sort((a, b) => a - b)
  times.rings.sort((a, b) => a - b)
  return times
}

/** Waits for the first sound of the other side; answers by which way it came. */
async function hears(page: Page): Promise<string | null> {
  const until = performance.now() + 20_000
  while (performance.now() < until) {
    const { sound, way } = await heardBy(page).catch(() => ({ sound: 0, way: null }))
    if (sound > 0) return way
  }
  throw new Error('nothing was heard')
}

async function settle(scene: CallScene, settings: unknown): Promise<void> {
  const response = await fetch(`${scene.shop.url}/api/v1/call-settings`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${scene.shop.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(settings),
  })
  if (!response.ok) throw new Error(`no settings: ${response.status} ${await response.text()}`)
}
