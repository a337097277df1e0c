import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { startFakeServer } from './fake-server.ts'

/** Pictures of every page of the console, wide and narrow, light and dark, into `screenshots/console`. */
const folder = join(import.meta.dirname, '../../../screenshots/console')
mkdirSync(folder, { recursive: true })

type Scene = { path: string; step?: (page: Page) => Promise<void> }

const scenes: Record<string, Scene> = {
  inbox: { path: '/inbox' },
  talk: { path: '/inbox/cnv_0' },
  hostile: { path: '/inbox/cnv_2' },
  finnish: { path: '/inbox/cnv_3?view=all' },
  reading: {
    path: '/inbox/cnv_0',
    step: async (page) => {
      await page.getByRole('article').nth(0).hover()
      await page.getByRole('button', { name: 'How the bot read this' }).first().click()
    },
  },
  note: {
    path: '/inbox/cnv_1',
    step: async (page) => {
      await page.keyboard.press('t')
      await page.waitForTimeout(200)
      await page.keyboard.press('n')
      await page.keyboard.type('She got the wrong colour. Send a new one today.')
      await page.keyboard.press('Enter')
      await page.keyboard.type('Sæl Sigríður, ég sendi þér nýtt teppi í dag.')
      await page.keyboard.press('Enter')
      await page.waitForTimeout(200)
      await page.keyboard.press('n')
    },
  },
  palette: {
    path: '/inbox/cnv_0',
    step: async (page) => page.keyboard.press('Control+k'),
  },
  keys: {
    path: '/inbox/cnv_0',
    step: async (page) => page.keyboard.press('?'),
  },
  orders: { path: '/orders' },
  order: { path: '/orders/ord_3' },
  board: { path: '/orders?shown=board' },
  packing: {
    path: '/orders/ord_1',
    step: async (page) => page.getByRole('button', { name: 'Pack', exact: true }).click(),
  },
  refund: {
    path: '/orders/ord_3',
    step: async (page) => {
      await page.getByRole('button', { name: 'More for this order' }).click()
      await page.getByRole('menuitem', { name: 'Give money back' }).click()
      await page.getByRole('combobox', { name: 'Reason' }).fill('Damaged')
      await page.keyboard.press('Tab')
      await page.getByRole('button', { name: 'See what would happen' }).click()
    },
  },
  items: {
    path: '/orders/ord_1',
    step: async (page) => {
      await page.getByRole('button', { name: 'More for this order' }).click()
      await page.getByRole('menuitem', { name: 'Change what it holds' }).click()
    },
  },
  price_lists: { path: '/catalogue/price-lists' },
  price_list: { path: '/catalogue/price-lists/lst_1' },
  erase: {
    path: '/persons/per_1',
    step: async (page) => {
      await page.getByRole('button', { name: 'More for this person' }).click()
      await page.getByRole('menuitem', { name: 'Erase the person' }).click()
    },
  },
  persons: { path: '/persons' },
  person: { path: '/persons/per_1' },
  merge: {
    path: '/persons/per_1',
    step: async (page) => {
      await page.getByRole('button', { name: 'Join with another' }).click()
      await page.getByPlaceholder('Name, e-mail or phone').last().fill('a')
      await page.getByRole('option').first().click()
    },
  },
  payments: { path: '/payments' },
  compared: { path: '/payments?show=compared' },
  returns: { path: '/returns' },
  returned: { path: '/returns/ret_2' },
  settle: {
    path: '/returns/ret_2',
    step: async (page) => page.getByRole('button', { name: 'Inspect and settle' }).click(),
  },
  reviews: { path: '/reviews/rev_2' },
  reviews_list: { path: '/reviews' },
  questions: { path: '/reviews/qst_0?about=questions' },
  companies: { path: '/companies' },
  company: { path: '/companies/com_1' },
  new_company: {
    path: '/companies',
    step: async (page) => page.getByRole('button', { name: 'New company' }).click(),
  },
  quotes: { path: '/quotes' },
  quote: { path: '/quotes/quo_1' },
  quote_taken: { path: '/quotes/quo_3' },
  mails: { path: '/mails/mai_0' },
  settings: { path: '/settings' },
  keys_page: { path: '/settings?tab=keys' },
  audit: { path: '/settings?tab=audit' },
  empty: { path: '/inbox?view=mine' },
  found: { path: '/inbox?search=lamp&view=all' },
  ready: {
    path: '/inbox/cnv_5',
    step: async (page) => {
      await page.keyboard.press('r')
      await page.keyboard.type('/')
    },
  },
  giving: { path: '/inbox/cnv_6', step: async (page) => page.keyboard.press('m') },
  rooms: { path: '/rooms' },
  room: { path: '/rooms/rom_1' },
  visitors: { path: '/visitors' },
  join: {
    path: '/visitors',
    step: async (page) =>
      page
        .getByRole('button', { name: /Write to her/ })
        .first()
        .click(),
  },
  for_you: { path: '/for-you' },
  rules: { path: '/settings?tab=rules' },
  offer: {
    path: '/inbox/cnv_0',
    step: async (page) => {
      if ((page.viewportSize()?.width ?? 0) < 1220) await page.getByRole('button', { name: 'Show the person' }).click()
      await page.getByRole('button', { name: 'Give an offer' }).click()
      await page.getByLabel('Off her basket').fill('25')
      await page.getByRole('button', { name: 'Show what it does' }).click()
    },
  },
  reports: { path: '/reports' },
  learning: {
    path: '/learning',
    step: async (page) => page.getByRole('button', { name: 'Write an answer' }).first().click(),
  },
  examples: { path: '/learning?tab=examples' },
  versions: { path: '/learning?tab=versions' },
  figures: { path: '/learning?tab=figures' },
  reports_by: { path: '/reports?metric=waiting&by=agent' },
  people: { path: '/settings?tab=people' },
  teams: { path: '/settings?tab=teams' },
  team: {
    path: '/settings?tab=teams',
    step: async (page) => page.getByRole('button', { name: 'Edit Returns' }).click(),
  },
  macros: { path: '/settings?tab=macros' },
  products: {
    path: '/inbox/cnv_0',
    step: async (page) => {
      await page.getByRole('button', { name: 'More for this order' }).click()
      await page.getByRole('menuitem', { name: 'Give money back' }).click()
      await page.getByLabel('Find', { exact: true }).fill('throw')
    },
  },
}

const only = process.argv[2]?.split(',')
const fake = await startFakeServer()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--headless=new', '--no-sandbox'],
})
const sizes: Record<string, BrowserContextOptions> = {
  1440: { viewport: { width: 1440, height: 900 } },
  1000: { viewport: { width: 1000, height: 800 } },
  390: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
}
for (const [size, options] of Object.entries(sizes)) {
  if (process.argv[3] && !process.argv[3].split(',').includes(size)) continue
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ ...options, colorScheme, locale: 'sv-SE' })
    const page = await context.newPage()
    page.on('pageerror', (error) => console.error(error.message))
    page.on('console', (message) => message.type() === 'error' && console.error(message.text()))
    await page.goto(`${fake.address}/console/`)
    await page.getByRole('button', { name: 'Use the demo login' }).waitFor()
    if (!only || only.includes('sign-in'))
      await page.screenshot({ path: join(folder, `sign-in-${size}-${colorScheme}.png`) })
    await page.getByRole('button', { name: 'Use the demo login' }).click()
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    for (const [name, { path, step }] of Object.entries(scenes)) {
      if (only && !only.includes(name)) continue
      await page.goto(`${fake.address}/console${path}`)
      await page.waitForTimeout(600)
      await step?.(page)
      await page.waitForTimeout(350)
      await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`) })
    }
    await context.close()
  }
}
await browser.close()
await fake.close()
