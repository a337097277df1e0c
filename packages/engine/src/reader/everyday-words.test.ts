import fs from 'node:fs'
import type { Command } from '@parley/contracts'
import { beforeAll, describe, expect, test } from 'vitest'
import { learntScene } from '../../test/learnt-scene.ts'
import { createReader, type Reader } from './reader.ts'
import type { ReaderContext } from './reader-context.ts'
import { context, vocabulary } from './reader-scene.ts'
import { indexVocabulary } from './vocabulary-index.ts'

let learnt: Awaited<ReturnType<typeof learntScene>>
let reader: Reader

beforeAll(async () => {
  learnt = await learntScene(fs)
  reader = createReader({ ...learnt, vocabulary: indexVocabulary(vocabulary, learnt.languages) })
})

const said = (text: string, around: Partial<ReaderContext> = {}): Command[] =>
  reader.read(text, { ...context, ...around }).commands

const inShopOf = (language: string, ...names: string[]): Reader => {
  const terms = names.map((text) => ({ kind: 'product' as const, id: text, forms: [{ language, text }] }))
  return createReader({ ...learnt, vocabulary: indexVocabulary({ terms }, learnt.languages) })
}

describe('everyday words that only remind of something', () => {
  test('a few teapots are no teapot whose name begins like a few, unless the name is written', () => {
    const shop = inShopOf('hu', 'Paron teáskanna', 'Zafír teáskanna')
    const hungarian: ReaderContext = { ...context, conversationLanguage: 'hu' }
    const product = (text: string) => shop.read(text, hungarian).entities.filter(({ type }) => type === 'product')
    expect(product('mutass pár teáskannát')).toEqual([])
    expect(product('mutasd a Paron teáskannát')).toMatchObject([{ value: 'Paron teáskanna' }])
  })
  test('who takes number two takes no card whose name begins like taking', () => {
    const cards = [
      { productId: 'tekatra', title: 'Tekatra veiðistöng' },
      { productId: 'mabux', title: 'Mabux veiðistöng' },
    ]
    const focus = { ...context.focus, shown: cards }
    const [command] = said('ég tek númer tvö', { conversationLanguage: 'is', focus })
    expect(command).toMatchObject({ type: 'start', job: 'add_to_cart', slots: { position: 2 } })
    expect(command).not.toHaveProperty('slots.product')
  })
  test('"remove the lamp first" picks no first option of another thing, "the first" does', () => {
    const options = [
      { value: 'tar', label: 'pine tar' },
      { value: 'berry', label: 'cloudberry' },
    ]
    const scent: Partial<ReaderContext> = {
      awaiting: { flow: 'cart', slot: 'scent', type: 'choice', options, optional: false },
      runningFlow: 'cart',
    }
    expect(said('wait, remove the lamp first', scent)).toMatchObject([{ type: 'start', job: 'remove_from_cart' }])
    expect(said('the first please', scent)).toEqual([{ type: 'set', slot: 'scent', value: 'tar' }])
  })
  test.each([
    ['en', 'basket'],
    ['sv', 'varukorgen tack'],
    ['fi', 'ostoskori'],
    ['is', 'karfan'],
    ['hu', 'kosár'],
  ])('%s: "%s" and nothing else is a look at the cart', (conversationLanguage, text) => {
    expect(said(text, { conversationLanguage })).toMatchObject([{ type: 'start', job: 'show_cart' }])
  })
})
