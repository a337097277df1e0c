import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CallScene, openCallScene } from './support/calls/call-scene.ts'
import { connect, expectSound, framesOf, soon } from './support/calls/in-call.ts'
import { ofAgent, ofShopper } from './support/calls/places.ts'

let scene: CallScene
beforeAll(async () => {
  scene = await openCallScene()
}, 180_000)
afterAll(() => scene?.close())

test('a shopper calls from the checkout, an agent answers, both hear and see each other, and the call leaves its card', {
  timeout: 120_000,
}, async () => {
  const agent = await scene.agent()
  const shopper = await scene.shopper('/checkout?lang=en')
  await connect(shopper, agent)
  for (const page of [shopper, agent]) {
    await expectSound(page)
    expect(await framesOf(page)).toBe(0)
  }
  await ofShopper(shopper).getByRole('button', { name: 'Camera' }).click()
  await ofAgent(agent).getByRole('button', { name: 'Camera' }).click()
  for (const page of [shopper, agent]) await expect.poll(() => framesOf(page), soon).toBeGreaterThan(5)
  await agent.getByLabel('The shopper', { exact: true }).waitFor()
  await shopper.getByLabel('Picture from the shop').waitFor()
  expect(scene.wire.carried()).toBeGreaterThan(100)

  await ofShopper(shopper).getByRole('button', { name: 'Hang up' }).click()
  await ofAgent(agent).getByText('Call ended').waitFor()
  await shopper
    .locator('#log')
    .getByRole('article', { name: 'Call' })
    .getByText(/^\d+:\d\d$/)
    .waitFor()
  await agent.getByRole('log').getByText('Call', { exact: true }).waitFor()
  for (const page of [shopper, agent])
    expect(await page.evaluate('connections.every((one) => one.connectionState === "closed")')).toBe(true)
})
