import type { Content } from '@parley/contracts'
import { createTexts, measure, numberedItems, planDelivery, tellContent } from '@parley/engine'
import type { ChannelDefinition, FlowDefinition, Outgoing } from '@parley/sdk'
import { expect, test } from 'vitest'
import { openFakeShop } from '../flow/fake-shop.ts'
import { beginTalk } from '../flow/talk.ts'
import { sampleContents } from './sample-contents.ts'

export const now = new Date('2026-11-20T12:00:00Z')
const texts = createTexts({ byFlow: { shelf: { en: {} } } })

/** A message of Parley's as the outbox hands it over. */
export function outgoingOf(content: Content, more: Partial<Outgoing> = {}): Outgoing {
  return {
    deliveryKey: 'msg_kit',
    to: { address: 'somebody' },
    content,
    text: tellContent(content, 'en', (key, values) => texts.text(null, 'en', key, values)),
    language: 'en',
    conversationId: 'cnv_kit',
    messageId: 'msg_kit',
    lastHeardAt: now,
    ...more,
  }
}

export function partsOf(channel: ChannelDefinition, outgoing: Outgoing): Outgoing[] {
  const plan = planDelivery(outgoing, channel.capabilities, now)
  return 'send' in plan ? plan.send : []
}

/** Everything Parley says can be said here, whole and within the length; and what is numbered can be picked by its number. */
export function checkTelling(channel: ChannelDefinition): void {
  const { text, content: shown } = channel.capabilities

  test.each(Object.values(sampleContents))('$type is shown, or told as text within the length', (content) => {
    const outgoing = outgoingOf(content)
    const parts = partsOf(channel, outgoing)
    expect(parts.length).toBeGreaterThan(0)
    for (const part of parts) {
      expect(part.text).not.toBe('')
      expect(measure(part.text, text.unit)).toBeLessThanOrEqual(text.max)
      expect(part.content.type === 'text' || shown.includes(part.content.type)).toBe(true)
    }
    expect(wordsOf(parts.map((part) => part.text).join(' '))).toEqual(wordsOf(outgoing.text))
    expect(new Set(parts.map((part) => part.deliveryKey)).size).toBe(parts.length)
    expect(parts[0]?.deliveryKey).toBe('msg_kit')
  })

  test('a note for the desk is never sent', () => {
    expect(partsOf(channel, outgoingOf({ type: 'note', text: 'Difficult, be kind.' }))).toEqual([])
  })

  test.each([sampleContents.carousel, sampleContents.choices, sampleContents.product])(
    'the number of a $type told as text is understood when it comes back',
    async (content) => {
      const picked: unknown[] = []
      const talk = beginTalk({ flows: [shelf(content, picked)], texts, shop: openFakeShop() })
      const turn = await talk.hear(
        [{ type: 'text', text: 'look' }],
        [{ type: 'start', flow: 'shelf', job: 'look', slots: {} }],
      )
      const [reply] = turn.replies
      if (!reply) throw new Error('nothing was shown')
      const told = partsOf(channel, outgoingOf(reply.content, { text: reply.text }))
      const isTold = told.every((part) => part.content.type === 'text')
      const lines = reply.text.split('\n').filter((each) => /^\d+\. /.test(each))
      expect(lines).toHaveLength(numberedItems(content).length)
      const read = told.map((part) => part.text).join('\n')
      for (const [at, each] of lines.entries()) {
        if (isTold) expect(wordsOf(read).join(' ')).toContain(wordsOf(each).join(' '))
        await talk.hear([{ type: 'text', text: `${/^\d+/.exec(each)?.[0]}` }], null)
        expect(picked).toHaveLength(1)
        expect(`pick:${picked.pop()}`).toBe(numberedItems(content)[at]?.value)
        await talk.hear([{ type: 'text', text: 'look' }], [{ type: 'start', flow: 'shelf', job: 'look', slots: {} }])
      }
    },
  )
}

const wordsOf = (words: string): string[] => words.split(/\s+/).filter(Boolean)

/** A flow that shows one thing and writes down what is picked of it. */
function shelf(content: Content, picked: unknown[]): FlowDefinition {
  return {
    id: 'shelf',
    jobs: { look: { step: 'show' } },
    facets: [],
    slots: {},
    steps: {
      show: {
        do: (turn) => {
          turn.say(content)
          return { done: true }
        },
      },
      picked: {
        do: (turn) => {
          picked.push(turn.slots.click)
          turn.say(content)
          return { done: true }
        },
      },
    },
    clicks: { 'pick:': 'picked' },
  }
}
