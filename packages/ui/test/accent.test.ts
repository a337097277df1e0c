import { expect, test } from 'vitest'
import { accentOf } from '../src/accent.ts'

const lightness = (colour: string | undefined) => Number(/oklch\(([\d.]+)/.exec(colour ?? '')?.[1])

test('a pale colour of a shop is darkened on paper and kept light on dark ground', () => {
  const yellow = accentOf('#ffd400')
  expect(lightness(yellow?.light)).toBeLessThan(0.6)
  expect(lightness(yellow?.dark)).toBeGreaterThan(0.8)
})

test('a deep colour is kept on paper and lifted on dark ground', () => {
  const navy = accentOf('#123')
  expect(lightness(navy?.light)).toBeLessThan(0.3)
  expect(lightness(navy?.dark)).toBeGreaterThan(0.5)
})

test('what is no colour changes nothing', () => {
  for (const colour of ['red; } body { display: none', '', undefined, 'url(x)', '#12'])
    expect(accentOf(colour)).toBeUndefined()
})
