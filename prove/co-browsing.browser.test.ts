import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiOf } from '../apps/server/test/talk.ts'
import { type CallScene, openCallScene } from '../stories/support/calls/call-scene.ts'
import { connect, soon } from '../stories/support/calls/in-call.ts'
import { ofAgent, ofShopper } from '../stories/support/calls/places.ts'

let scene: CallScene
beforeAll(async () => {
  scene = await openCallScene()
}, 180_000)
afterAll(() => scene?.close())

/** What stands in fields of the page and must not leave it. */
const planted = {
  password: 'korrekt-häst-batteri',
  card: '4111 1111 1111 1111',
  late: '5500 0000 0000 0004',
  name: 'Ada Byron-Lovelace',
}

/** Everything that leaves the shopper's browser: over the call's own way, over her socket, by requests. */
function listen(page: Page): () => Promise<string> {
  const said: string[] = []
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => said.push(String(payload))))
  page.on('request', (request) => said.push(`${request.url()} ${request.postData() ?? ''}`))
  return async () =>
    `${said.join('\n')}\n${await page.evaluate('saidToPeer.map((each) => each.replace(/^\\d+ \\d+ \\d+ /, "")).join("")')}`
}

const pageOf = (agent: Page) => agent.getByRole('region', { name: 'The shopper’s page' })

test('the agent sees the page after a yes, points and marks, and nothing that is typed ever leaves the browser', {
  timeout: 180_000,
}, async () => {
  const agent = await scene.agent()
  const shopper = await scene.shopper('/?lang=en')
  const left = listen(shopper)
  await shopper.evaluate(`
    document.querySelector('main').insertAdjacentHTML('beforeend', '<form id="planted"><h2>Planted fields</h2>' +
      '<input type="password" id="password"><input autocomplete="cc-number" id="card"><input id="name">' +
      '<input data-parley-safe id="safe"></form>')`)
  await shopper.locator('#password').fill(planted.password)
  await shopper.locator('#card').fill(planted.card)
  await connect(shopper, agent)
  expect(await pageOf(agent).count()).toBe(0)

  await ofAgent(agent).getByRole('button', { name: 'Ask to see her page' }).click()
  await ofShopper(shopper).getByText('asks to see this page').waitFor()
  expect(await left()).not.toContain('Planted fields')
  await ofShopper(shopper).getByRole('button', { name: 'Show the page' }).click()
  const frame = pageOf(agent).frameLocator('iframe')
  await frame.getByText('Planted fields').waitFor()

  await shopper.locator('#name').fill(planted.name)
  await shopper.locator('#safe').fill('a lamp for the hall')
  await shopper.evaluate(
    `document.querySelector('#planted').insertAdjacentHTML('beforeend', '<label id="late-label">Added later</label><input autocomplete="cc-number" id="late">')`,
  )
  await shopper.locator('#late').pressSequentially(planted.late)
  await shopper.evaluate(
    `document.querySelector('#late-label').title = 'card ' + document.querySelector('#late').value`,
  )
  await frame.getByText('Added later').waitFor()
  await expect.poll(() => frame.locator('#safe').inputValue(), soon).toBe('a lamp for the hall')

  await pageOf(agent).hover({ position: { x: 60, y: 60 } })
  await shopper.locator('.sign-pointer').getByText('Anna').waitFor()
  await pageOf(agent).click({ position: { x: 120, y: 40 } })
  await shopper.locator('.sign-mark').waitFor()

  await ofShopper(shopper).getByRole('button', { name: 'Stop showing it' }).click()
  await pageOf(agent).waitFor({ state: 'detached' })
  const told = (await left()).length
  await shopper.evaluate(`document.querySelector('#planted h2').textContent = 'After the end'`)
  await expect.poll(() => shopper.locator('#planted h2').textContent()).toBe('After the end')
  const everything = await left()
  expect(everything).not.toContain('After the end')
  expect(everything.length).toBeGreaterThanOrEqual(told)
  expect(everything).toContain('Planted fields')
  for (const secret of Object.values(planted)) {
    expect(everything).not.toContain(secret)
    expect(everything).not.toContain(secret.replaceAll(' ', ''))
  }
  const audit = await apiOf(scene.shop.url, scene.shop.apiKey).call<{
    entries: { action: string; actorKind: string }[]
  }>('GET', '/audit')
  const steps = audit.body.entries
    .filter(({ action }) => action.startsWith('co_browsing'))
    .map(({ action, actorKind }) => `${actorKind} ${action}`)
  expect(steps.toReversed()).toEqual([
    'account co_browsing.asked',
    'visitor co_browsing.allowed',
    'visitor co_browsing.ended',
  ])
})
