import { createTransport } from 'nodemailer'
import type { Database } from '../db/database.ts'
import type { LeasedItem, Sender, Sent } from '../durable/index.ts'
import { markMail, readMail } from './mail-store.ts'

/**
 * Sends owed mails to the SMTP server, or keeps them for the console where there is none.
 * The Message-ID is made from the delivery key, so that a mail sent twice after a kill can be told for one.
 */
export function mailSender(
  db: Database,
  options: { smtpUrl: string | undefined; from: string },
): Sender & { close: () => void } {
  const transport = options.smtpUrl === undefined ? null : createTransport(options.smtpUrl)
  const host =
    options.from
      .split('@')
      .at(-1)
      ?.replaceAll(/[<>\s]/g, '') ?? 'parley'

  const send = async (shopId: string, item: LeasedItem): Promise<Sent> => {
    const mail = await db.inShop(shopId, (tx) => readMail(tx, item.mailId ?? ''))
    if (!mail) return { state: 'dropped', why: 'the mail is gone' }
    if (!transport) {
      await db.inShop(shopId, (tx) => markMail(tx, mail.id, 'kept'))
      return { state: 'sent' }
    }
    try {
      await transport.sendMail({
        from: options.from,
        to: mail.to,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        messageId: `<${item.deliveryKey}@${host}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
      })
    } catch (error) {
      const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
      if (code < 500) return { state: 'later', why: `SMTP ${code || 'unreached'}` }
      await db.inShop(shopId, (tx) => markMail(tx, mail.id, 'failed'))
      return { state: 'failed', why: `SMTP ${code}` }
    }
    await db.inShop(shopId, (tx) => markMail(tx, mail.id, 'sent'))
    return { state: 'sent' }
  }
  return Object.assign(send, { close: () => transport?.close() })
}
