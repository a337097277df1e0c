import type { Change, Message } from '@parley/contracts'
import { expect, test } from 'vitest'
import { applyChanges, emptyThread } from '../src/thread.ts'

const at = '2026-11-22T10:00:00.000Z'
const message = (seq: number, text: string): Message => ({
  id: `msg_${seq}`,
  conversationId: 'cnv_1',
  seq,
  sender: { kind: 'agent', id: 'acc_1', name: 'Sólveig' },
  content: { type: 'text', text },
  text,
  delivery: 'stored',
  createdAt: at,
})
const change = (number: number, body: Change['body']): Change => ({ conversationId: 'cnv_1', number, at, body })
const story: Change[] = [
  change(1, { kind: 'message', message: message(1, 'Hej') }),
  change(2, { kind: 'message', message: message(2, 'Den kostar 490 kr') }),
  change(3, { kind: 'message_edited', message: { ...message(2, 'Den kostar 590 kr'), editedAt: at } }),
  change(4, { kind: 'message', message: message(3, 'Fel fönster') }),
  change(5, { kind: 'message_deleted', messageId: 'msg_3', seq: 3 }),
]
const textsOf = (changes: Change[], from = emptyThread) =>
  applyChanges(from, changes).thread.messages.map(({ text }) => text)

test('writing, editing and deleting end as the desk left them', () => {
  expect(textsOf(story)).toEqual(['Hej', 'Den kostar 590 kr', ''])
})

test('what is heard twice, or in pieces that overlap, changes nothing', () => {
  const once = applyChanges(emptyThread, story).thread
  expect(applyChanges(once, story).thread).toEqual(once)
  expect(applyChanges(once, story).applied).toEqual([])
  const half = applyChanges(emptyThread, story.slice(0, 3)).thread
  expect(applyChanges(half, story.slice(1)).thread).toEqual(once)
})

test('behind a gap nothing is applied, so that it can be asked for', () => {
  const { thread, gap } = applyChanges(emptyThread, [...story.slice(0, 1), ...story.slice(2)])
  expect(gap).toBe(true)
  expect(thread.lastChange).toBe(1)
  expect(thread.messages).toHaveLength(1)
})
