import { expect, test } from 'vitest'
import { linkify, safeAddress } from '../src/linkify.ts'

test('addresses in a text become links and the sentence keeps its full stop', () => {
  expect(linkify('See https://torget.example/p/lamp. Or write hej@torget.example!')).toEqual([
    { kind: 'words', text: 'See ' },
    { kind: 'link', text: 'https://torget.example/p/lamp', address: 'https://torget.example/p/lamp' },
    { kind: 'words', text: '. Or write ' },
    { kind: 'link', text: 'hej@torget.example', address: 'mailto:hej@torget.example' },
    { kind: 'words', text: '!' },
  ])
})

test('nothing of a text is lost or altered', () => {
  const texts = [
    '<img src=x onerror=alert(1)>',
    'a (https://x.example/a_(b)) b',
    'javascript:alert(1)',
    '',
    'www.x.example/å?q=1',
  ]
  for (const text of texts)
    expect(
      linkify(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text)
})

test('scripts, data and foreign hosts in disguise never become an address', () => {
  for (const address of [
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '/\\evil.example',
    'vbscript:x',
    '',
  ]) {
    expect(safeAddress(address)).toBeUndefined()
  }
  expect(safeAddress('/p/lamp?colour=red')).toBe('/p/lamp?colour=red')
  expect(linkify('javascript:alert(1)').every((part) => part.kind === 'words')).toBe(true)
})
