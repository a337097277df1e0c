import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { findChromium } from '../../../tools/chromium.ts'
import { bubbles, eventually, openChat, phone, stageScene, write } from './shopper.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds in the chat, by rule, with the place. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { violations } = await window.axe.run('#parley')
    return violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
    )
  })
}

declare global {
  interface Window {
    axe: {
      run(where: string): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>
    }
  }
}

/** The name or text of what has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const inside = document.querySelector('#parley')?.shadowRoot?.activeElement
    const element = inside ?? document.activeElement
    return element?.getAttribute('aria-label') ?? element?.getAttribute('name') ?? element?.textContent ?? ''
  })
}

async function tabTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  for (let step = 0; step < 40; step++) {
    if ((await focused(page)).includes(name)) return
    await page.keyboard.press(key)
  }
  throw new Error(`"${name}" can't be reached by ${key}.`)
}

for (const colorScheme of ['light', 'dark'] as const) {
  describe(`in ${colorScheme}`, () => {
    const scene = stageScene(findChromium, { colorScheme })
    test('axe finds nothing wrong with anything that a message can hold', async () => {
      const { page } = scene
      expect(await findings(page)).toEqual([])
      await openChat(page)
      await page.locator('.start').waitFor()
      expect(await findings(page)).toEqual([])
      for (const text of [
        'pläd',
        'varukorg',
        'retur',
        'länk',
        'betala',
        'ombud',
        'beställ',
        'leverans',
        'bilaga',
        'kassan',
      ]) {
        const before = await page.locator('.row').count()
        await write(page, text)
        await eventually(() => page.locator('.row').count()).toBeGreaterThan(before + 1)
      }
      await page.getByRole('button', { name: 'Bifoga' }).click()
      await page.locator('.tray').waitFor()
      await page.getByRole('button', { name: 'Fortsätt' }).click()
      await page.locator('.fault').first().waitFor()
      await page.getByRole('button', { name: 'Mer', exact: true }).click()
      expect(await findings(page)).toEqual([])
    })
  })
}

describe('by keyboard', () => {
  const scene = stageScene(findChromium)
  test('a whole order is talked through without a mouse', async () => {
    const { page, server } = scene
    await tabTo(page, 'Chatt')
    await page.keyboard.press('Enter')
    await eventually(() => focused(page)).toBe('Skriv ett meddelande')
    await page.keyboard.type('Har ni någon pläd?')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('En varm.')
    await page.keyboard.press('Enter')
    await page.getByText('De här plädarna').waitFor()
    expect(await bubbles(page)).toContain('Har ni någon pläd?\nEn varm.')
    await tabTo(page, 'Lägg i varukorgen: Pläd Lin', 'Shift+Tab')
    await page.keyboard.press('Enter')
    await page.getByText('Den ligger i varukorgen.').waitFor()
    await tabTo(page, 'Skriv ett meddelande')
    await page.keyboard.type('visa varukorg')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Till kassan' }).waitFor()
    await tabTo(page, 'Till kassan', 'Shift+Tab')
    await page.keyboard.press('Space')
    await page.getByText('Vart ska det skickas?').waitFor()
    await tabTo(page, 'name')
    for (const value of ['Anna Öberg', 'anna@torget.example', '', 'Storgatan 12', '21142', 'Malmö']) {
      if (value) await page.keyboard.press('Control+A')
      if (value) await page.keyboard.type(value)
      await page.keyboard.press('Tab')
    }
    await tabTo(page, 'Fortsätt')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Till ombud' }).waitFor()
    await tabTo(page, 'Till ombud', 'Shift+Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Beställ och betala' }).waitFor()
    await tabTo(page, 'Beställ och betala', 'Shift+Tab')
    await page.keyboard.press('Enter')
    await page.getByText('Order T-10042').waitFor()
    // The button is gone; the talk goes on in the field without looking for it.
    await eventually(() => focused(page)).toBe('Skriv ett meddelande')
    expect(server.shop.heard.map(({ said }) => said.type)).toEqual([
      'text',
      'click',
      'text',
      'click',
      'form',
      'choice',
      'click',
    ])
  })

  test('Escape closes the menu, then the chat, and the focus is where it was', async () => {
    const { page } = scene
    await openChat(page)
    await page.getByRole('button', { name: 'Mer', exact: true }).press('Enter')
    await page.getByRole('button', { name: 'Prata med en människa' }).focus()
    await page.keyboard.press('Escape')
    expect(await focused(page)).toBe('Mer')
    expect(await page.locator('#panel').isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.locator('#panel').isVisible()).toBe(false)
    expect(await focused(page)).toContain('Torget')
  })

  test('beside the page the focus may leave the chat, and Enter of an input method sends nothing', async () => {
    const { page, server } = scene
    await openChat(page)
    await eventually(() => focused(page)).toBe('Skriv ett meddelande')
    await page.locator('textarea').fill('かな')
    await page.locator('textarea').dispatchEvent('keydown', { key: 'Enter', isComposing: true })
    expect(server.shop.heard).toHaveLength(0)
    await tabTo(page, 'q', 'Shift+Tab')
  })
})

describe('on a phone', () => {
  const scene = stageScene(findChromium, phone)
  test('the chat covers the page, keeps the focus, and lets go of it when it is closed', async () => {
    const { page } = scene
    await openChat(page)
    expect(await page.locator('#panel').boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 })
    expect(await page.locator('#panel').getAttribute('aria-modal')).toBe('true')
    expect(await findings(page)).toEqual([])
    for (let step = 0; step < 12; step++) {
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('parley')
    }
    await page.getByRole('button', { name: 'Stäng chatten' }).click()
    expect(await page.evaluate(() => document.documentElement.style.overflow)).toBe('')
  })

  test('a link to a product shows the page, not the chat over it', async () => {
    const { page, server } = scene
    await openChat(page)
    await write(page, 'pläd')
    await page.getByRole('link', { name: 'Pläd Lin' }).click()
    await page.waitForURL(`${server.address}/p/lin`)
    await page.locator('#launcher').waitFor()
    expect(await page.locator('#panel').count()).toBe(0)
  })

  test('everything to tap is large enough', async () => {
    const { page } = scene
    await openChat(page)
    for (const text of ['pläd', 'leverans']) await write(page, text)
    await page.locator('.chip').first().waitFor()
    const small = await page.locator('button').evaluateAll((buttons) =>
      buttons
        .filter((button) => button.checkVisibility() && button.getAttribute('type') !== 'submit')
        .map((button) => ({
          name: button.ariaLabel ?? button.textContent,
          height: button.getBoundingClientRect().height,
        }))
        .filter(({ height }) => height < 44),
    )
    expect(small).toEqual([])
  })
})
