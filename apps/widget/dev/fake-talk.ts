import type { Content, Said } from '@parley/contracts'
import { agent, bot, type FakeConversation, type FakeShop } from './fake-shop.ts'
import * as samples from './samples.ts'

/** What the fake bot answers: by the first word that is in the text. */
const answers: Readonly<Record<string, () => Content[]>> = {
  pläd: () => [{ type: 'text', text: 'De här plädarna har vi hemma just nu:' }, samples.carousel],
  korg: () => [{ type: 'text', text: 'Det här ligger i varukorgen.' }, samples.cartContent()],
  kassan: () => [samples.form],
  leverans: () => [samples.choices],
  ombud: () => [samples.proposal(new Date(Date.now() + 15 * 60_000).toISOString())],
  beställ: () => [{ type: 'text', text: 'Tack, Anna. En bekräftelse är på väg med e-post.' }, samples.order],
  betala: () => [samples.paymentLink],
  retur: () => [samples.article],
  bilaga: () => samples.files,
  suomi: () => [{ type: 'text', text: samples.longFinnish }],
  html: () => [{ type: 'text', text: samples.markup }],
  länk: () => [{ type: 'text', text: 'Se https://torget.example/hjalp eller skriv till hej@torget.example.' }],
}

export function answer(shop: FakeShop, conversation: FakeConversation, said: Said): void {
  if (conversation.state.owner !== 'bot') return
  const text = wordsOf(said).toLocaleLowerCase('sv')
  if (text.includes('människa') || (said.type === 'choice' && said.value === 'person')) {
    handOver(shop, conversation)
    return
  }
  if (said.type === 'click' && said.action.startsWith('add:')) {
    shop.say(conversation, bot, { type: 'text', text: 'Den ligger i varukorgen.' })
    shop.change(conversation, { kind: 'cart', cartId: 'crt_1', version: 2 })
    return
  }
  const found = Object.entries(answers).find(([word]) => text.includes(word))
  const contents: Content[] = found ? found[1]() : [{ type: 'text', text: `Du skrev: ${wordsOf(said)}` }]
  for (const content of contents) shop.say(conversation, bot, content)
  shop.change(conversation, { kind: 'turn', turnId: 'trn_1', outcome: 'replied' })
}

function handOver(shop: FakeShop, conversation: FakeConversation): void {
  shop.own(conversation, 'agent', agent.name)
  shop.say(
    conversation,
    { kind: 'system' },
    { type: 'notice', key: 'agent_joined', values: { name: agent.name ?? '' } },
  )
  shop.say(conversation, agent, { type: 'text', text: 'Hej, det är Sólveig. Jag ser att du tittar på plädar.' })
  shop.say(conversation, agent, { type: 'text', text: 'Vad kan jag hjälpa dig med?' })
}

function wordsOf(said: Said): string {
  if (said.type === 'text') return said.text
  if (said.type === 'choice') return said.label ?? said.value
  if (said.type === 'click')
    return said.action.startsWith('confirm:')
      ? 'beställ'
      : said.action.startsWith('checkout')
        ? 'kassan'
        : (said.label ?? '')
  return 'leverans'
}
