import type { Order } from '@parley/contracts'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '../../test/shop.ts'
import { startOutbox } from '../durable/index.ts'
import { silentLog } from '../kernel/log.ts'
import { composeCode, composeOrder } from './compose.ts'
import { queueMail, readMail } from './mail-store.ts'
import { mailSender } from './send-mail.ts'

let shop: TestShop
const received: ParsedMail[] = []
let refuseNext = false
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, _session, done) {
    simpleParser(stream).then((mail) => {
      if (refuseNext) {
        refuseNext = false
        return done(Object.assign(new Error('try later'), { responseCode: 451 }))
      }
      received.push(mail)
      done()
    }, done)
  },
})
let port = 0

beforeAll(async () => {
  shop = await openTestShop({}, 'mails')
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()))
  const address = smtp.server.address()
  port = address && typeof address === 'object' ? address.port : 0
})
afterAll(async () => {
  await new Promise<void>((resolve) => smtp.close(() => resolve()))
  await shop.close()
})

const euro = (amount: number) => ({ amount, currency: 'EUR' })
const order: Order = {
  id: 'ord_1',
  number: 'T-10042',
  status: 'placed',
  currency: 'EUR',
  lines: [
    {
      id: 'l',
      variantId: 'v',
      productId: 'p',
      sku: 's',
      title: 'Havn <b>lamp</b>',
      options: 'blue',
      quantity: 2,
      unitPrice: euro(8900),
      total: euro(17800),
    },
  ],
  totals: { goods: euro(17800), delivery: euro(590), discount: euro(0), vat: euro(3678), total: euro(18390) },
  contact: { name: 'Ada Ek', email: 'ada@example.org' },
  address: { line1: 'Storgatan 1', postalCode: '111 22', city: 'Stockholm', country: 'SE' },
  delivery: { id: 'parcel', name: 'Parcel', days: { min: 1, max: 3 } },
  payment: {
    id: 'pay_1',
    provider: 'invoice',
    name: 'Invoice',
    status: 'authorised',
    amount: euro(18390),
    reference: 'RF18539007547034',
  },
  tracking: null,
  placedAt: '2026-11-20T12:00:00.000Z',
  statusUrl: 'https://shop.example/orders/ord_1?t=x',
}

/** Sends what is owed under these keys. */
const send = async (smtpUrl: string | undefined, ...keys: string[]) => {
  const mail = mailSender(shop.db, { smtpUrl, from: 'Lanterns <shop@lanterns.example>' })
  const nothing = async () => ({ state: 'sent' as const })
  const outbox = startOutbox(
    shop.db,
    { mail, message: nothing, webhook: nothing },
    { clock: shop.clock, log: silentLog, newLease: () => crypto.randomUUID(), sweepMs: 60_000 },
  )
  for (const key of keys) outbox.wake(shop.shopId, `mai_${key}`)
  await outbox.idle()
  await outbox.close()
  mail.close()
}

const queue = (key: string, language: string) =>
  shop.db.inShop(shop.shopId, (tx) =>
    queueMail(tx, {
      kind: 'order-confirmation',
      to: 'ada@example.org',
      language,
      mail: composeOrder(order, language, 'Lanterns'),
      deliveryKey: key,
    }),
  )

const words: Record<string, string> = {
  en: 'Your order T-10042',
  sv: 'Din beställning T-10042',
  fi: 'Tilauksesi T-10042',
  is: 'Pöntunin þín T-10042',
  hu: 'T-10042',
}

test('an order is confirmed in each of the five languages, with its lines, total and payment reference, and no markup of the goods', async () => {
  for (const language of Object.keys(words)) await queue(`all-${language}`, language)
  await send(`smtp://127.0.0.1:${port}`, ...Object.keys(words).map((language) => `all-${language}`))
  for (const [language, subject] of Object.entries(words)) {
    const mail = received.find((one) => one.messageId === `<all-${language}@lanterns.example>`)
    expect(mail?.subject).toContain(subject)
    expect(mail?.text).toContain('RF18539007547034')
    expect(mail?.text?.replaceAll(/\s/g, ' ')).toMatch(/183[.,]90/)
    expect(mail?.html).toContain('Havn &lt;b&gt;lamp&lt;/b&gt;')
    expect(mail?.html).not.toContain('<b>lamp')
  }
})

test('a mail asked for twice is sent once', async () => {
  await Promise.all([queue('twice', 'en'), queue('twice', 'en')])
  await queue('twice', 'en')
  await send(`smtp://127.0.0.1:${port}`, 'twice')
  expect(received.filter((mail) => mail.messageId === '<twice@lanterns.example>')).toHaveLength(1)
})

test('a server that is busy is asked again later, and the mail arrives', async () => {
  refuseNext = true
  await queue('later', 'sv')
  await send(`smtp://127.0.0.1:${port}`, 'later')
  expect(received.filter((mail) => mail.messageId === '<later@lanterns.example>')).toHaveLength(0)
  shop.clock.move(5_000)
  await send(`smtp://127.0.0.1:${port}`, 'later')
  expect(received.filter((mail) => mail.messageId === '<later@lanterns.example>')).toHaveLength(1)
})

test('without a server mails are kept to be read in the console', async () => {
  await shop.db.inShop(shop.shopId, (tx) =>
    queueMail(tx, {
      kind: 'one-time-code',
      to: 'ada@example.org',
      language: 'is',
      mail: composeCode('123456', 'T-10042', 'is', 'Lanterns'),
      deliveryKey: 'kept',
    }),
  )
  await send(undefined, 'kept')
  const mail = await shop.db.inShop(shop.shopId, (tx) => readMail(tx, 'mai_kept'))
  expect(mail).toMatchObject({ state: 'kept', subject: 'Kóðinn þinn: 123456' })
  expect(received.some((one) => one.messageId?.includes('kept'))).toBe(false)
})
