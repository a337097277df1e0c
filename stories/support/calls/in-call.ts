import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { heardBy } from './call-browser.ts'
import { ofAgent, ofShopper } from './places.ts'

/** The machine may be busy with other tests. */
export const soon = { timeout: 20_000, interval: 100 }

/** Rings, is answered, and goes on when this is done. */
export async function connect(shopper: Page, agent: Page): Promise<void> {
  await shopper.getByRole('button', { name: 'Call', exact: true }).click()
  await agent
    .getByRole('region', { name: /^Call from/ })
    .getByRole('button', { name: 'Answer', exact: true })
    .click()
  await ofAgent(agent)
    .getByText(/^0:\d\d/)
    .waitFor()
  await ofShopper(shopper)
    .getByText(/^0:\d\d/)
    .waitFor()
}

export const soundOf = async (page: Page): Promise<number> => (await heardBy(page)).sound
export const framesOf = async (page: Page): Promise<number> => (await heardBy(page)).frames

/** Sound comes from the other side, now. */
export async function expectSound(page: Page): Promise<void> {
  await expect.poll(() => soundOf(page), soon).toBeGreaterThan(0)
  const before = await soundOf(page)
  await expect.poll(() => soundOf(page), soon).toBeGreaterThan(before + 25)
}
