import type { Api } from '../../apps/server/test/talk.ts'

/** The code in the newest mail to an address; it is written by whoever hears of the wish, a moment later. */
export async function codeMailedTo(shop: Api, email: string): Promise<string> {
  for (let looks = 0; looks < 100; looks++) {
    const { mails } = (
      await shop.call<{ mails: { id: string; kind: string; to: string }[] }>('GET', '/mails?limit=200')
    ).body
    const found = mails.find((mail) => mail.to === email && mail.kind === 'one-time-code')
    if (found) {
      const { text } = (await shop.call<{ text: string }>('GET', `/mails/${found.id}`)).body
      return /\b\d{6}\b/.exec(text)?.[0] ?? ''
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`no code for ${email}`)
}
