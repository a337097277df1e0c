import type { Content, Message, Sender } from '@parley/contracts'
import { expect, test } from 'vitest'
import { choices, form, order, proposal } from '../dev/samples.ts'
import { type Row, rowsOf } from '../src/rows.ts'

const shopper: Sender = { kind: 'shopper' }
const bot: Sender = { kind: 'bot' }
const text = (words: string): Content => ({ type: 'text', text: words })

/** A talk as `[minute, who, what]`. */
function talk(...lines: [number, Sender, Content][]): Message[] {
  return lines.map(([minute, sender, content], index) => ({
    id: `msg_${index}`,
    conversationId: 'cnv_1',
    seq: index + 1,
    sender,
    content,
    text: 'text' in content ? content.text : content.type,
    delivery: 'stored',
    createdAt: new Date(Date.UTC(2026, 10, 22, 9, minute)).toISOString(),
  }))
}
const kinds = (rows: Row[]) => rows.map(({ kind }) => kind)
const settled = (rows: Row[]) =>
  rows.flatMap((row) => (row.kind === 'message' && row.settled ? [row.message.content.type] : []))

test('the time is told where a talk begins and after a pause, not at every line', () => {
  const rows = rowsOf(talk([0, shopper, text('Hej')], [1, bot, text('Hej')], [45, shopper, text('Är du kvar?')]), [])
  expect(kinds(rows)).toEqual(['time', 'message', 'message', 'time', 'message'])
})

test('chips stay until something was said, in words as well', () => {
  expect(settled(rowsOf(talk([0, bot, choices]), []))).toEqual([])
  expect(settled(rowsOf(talk([0, bot, choices], [1, bot, text('Ta den tid du behöver.')]), []))).toEqual([])
  expect(settled(rowsOf(talk([0, bot, choices], [1, shopper, text('hem, tack')]), []))).toEqual(['choices'])
})

test('a form survives a question in between and ends when the talk goes on from it', () => {
  const asked = talk([0, bot, form], [1, shopper, text('Vad kostar frakten?')], [1, bot, text('49 kr.')])
  expect(settled(rowsOf(asked, []))).toEqual([])
  expect(settled(rowsOf(talk([0, bot, form], [1, bot, choices]), []))).toEqual(['form'])
})

test('a proposal can be pressed until it was answered or replaced', () => {
  const offer = proposal('2026-11-22T11:00:00.000Z')
  expect(settled(rowsOf(talk([0, bot, offer], [1, shopper, text('Vänta lite')]), []))).toEqual([])
  expect(settled(rowsOf(talk([0, bot, offer], [1, shopper, text('Beställ och betala 2 319 kr')]), []))).toEqual([
    'proposal',
  ])
  expect(settled(rowsOf(talk([0, bot, offer], [1, bot, order]), []))).toEqual(['proposal'])
})

test('a note for the desk is never shown, should one come', () => {
  expect(kinds(rowsOf(talk([0, bot, { type: 'note', text: 'svår kund' }]), []))).toEqual([])
})
