import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiOf } from '../apps/server/test/talk.ts'
import { heardBy } from '../stories/support/calls/call-browser.ts'
import { type CallScene, openCallScene } from '../stories/support/calls/call-scene.ts'
import { startCoturn } from '../stories/support/calls/coturn.ts'
import { connect, expectSound, soon, soundOf } from '../stories/support/calls/in-call.ts'
import { ofAgent, ofShopper } from '../stories/support/calls/places.ts'

let scene: CallScene
beforeAll(async () => {
  scene = await openCallScene()
}, 180_000)
afterAll(() => scene?.close())

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

test('a network that is gone for five seconds is missed, and the talk goes on by itself', {
  timeout: 120_000,
}, async () => {
  const agent = await scene.agent()
  const shopper = await scene.shopper('/checkout?lang=en')
  await connect(shopper, agent)
  for (const page of [shopper, agent]) await expectSound(page)
  scene.wire.cut()
  await shopper.context().setOffline(true)
  await wait(500)
  const before = [await soundOf(shopper), await soundOf(agent)]
  await wait(4_500)
  expect([await soundOf(shopper), await soundOf(agent)]).toEqual(before)
  await ofAgent(agent).getByText('The connection was lost, trying again').waitFor()
  scene.wire.mend()
  await shopper.context().setOffline(false)
  for (const page of [shopper, agent]) await expectSound(page)
  await ofAgent(agent)
    .getByText(/^0:\d\d/)
    .waitFor()
  await ofShopper(shopper)
    .getByText(/^0:\d\d/)
    .waitFor()
  await ofAgent(agent).getByRole('button', { name: 'Hang up' }).click()
  await ofShopper(shopper).getByText('Call ended').waitFor()
  await Promise.all([shopper.context().close(), agent.context().close()])
})

test('a call survives the reload of either side', { timeout: 120_000 }, async () => {
  const agent = await scene.agent()
  const shopper = await scene.shopper('/checkout?lang=en')
  await connect(shopper, agent)
  await expectSound(agent)
  await shopper.reload()
  await ofShopper(shopper)
    .getByText(/^0:\d\d/)
    .waitFor()
  for (const page of [shopper, agent]) await expectSound(page)
  await agent.reload()
  await ofAgent(agent)
    .getByText(/^0:\d\d/)
    .waitFor()
  for (const page of [shopper, agent]) await expectSound(page)
  await ofShopper(shopper).getByRole('button', { name: 'Hang up' }).click()
  await ofAgent(agent).getByText('Call ended').waitFor()
  await Promise.all([shopper.context().close(), agent.context().close()])
})

test('hold is silent, and an agent’s call rings at the shopper who may decline it', { timeout: 120_000 }, async () => {
  const agent = await scene.agent()
  const shopper = await scene.shopper('/checkout?lang=en')
  await connect(shopper, agent)
  await ofAgent(agent).getByRole('button', { name: 'Hold' }).click()
  await ofShopper(shopper).getByText('On hold').waitFor()
  await ofAgent(agent).getByRole('button', { name: 'Hold' }).click()
  await ofShopper(shopper)
    .getByText(/^0:\d\d/)
    .waitFor()
  await ofShopper(shopper).getByRole('button', { name: 'Hang up' }).click()
  await agent.getByRole('button', { name: 'Close', exact: true }).click()
  await agent.getByRole('button', { name: 'Call the shopper' }).click()
  await ofShopper(shopper).getByText('Would like to talk to you').waitFor()
  await ofShopper(shopper).getByRole('button', { name: 'Decline' }).click()
  await ofAgent(agent).getByText('Declined').waitFor()
  expect(await ofShopper(shopper).getByRole('button', { name: 'Hang up' }).count()).toBe(0)
  await expect.poll(() => shopper.locator('#log').getByRole('article', { name: 'Call' }).count(), soon).toBe(2)
})

test('where nothing may go straight the call goes through the relay alone, by a credential that soon expires', {
  timeout: 120_000,
}, async () => {
  const coturn = await startCoturn()
  const api = apiOf(scene.shop.url, scene.shop.apiKey)
  try {
    const set = { turn: [coturn.url], turnSecret: coturn.secret, relayOnly: true }
    expect((await api.call('PATCH', '/call-settings', set)).status).toBe(200)
    expect(JSON.stringify((await api.call('GET', '/call-settings')).body)).not.toContain(coturn.secret)
    const agent = await scene.agent(true)
    const shopper = await scene.shopper('/checkout?lang=en', true)
    await connect(shopper, agent)
    for (const page of [shopper, agent]) {
      await expectSound(page)
      expect((await heardBy(page)).way).toBe('relay')
      const spoken = await page.evaluate('connections.at(-1).localDescription.sdp')
      expect(spoken).not.toMatch(/typ (host|srflx)/)
    }
    coturn.cut()
    await wait(500)
    const before = [await soundOf(shopper), await soundOf(agent)]
    await wait(4_500)
    expect([await soundOf(shopper), await soundOf(agent)]).toEqual(before)
    coturn.mend()
    for (const page of [shopper, agent]) await expectSound(page)
    await ofShopper(shopper).getByRole('button', { name: 'Hang up' }).click()
    await ofAgent(agent).getByText('Call ended').waitFor()
    await Promise.all([shopper.context().close(), agent.context().close()])
  } finally {
    await api.call('PATCH', '/call-settings', { turn: [], turnSecret: null, relayOnly: false })
    await coturn.close()
  }
})
