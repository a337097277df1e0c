import { expect, test } from 'vitest'
import { meaningsIn, meaningTable } from './meanings.ts'
import { tokenise } from './tokens.ts'

const table = meaningTable(
  {
    deliver: ['freight', 'deliver*', 'home delivery', 'toimitus*'],
    price: ['cost*', 'ára'],
    size: ['bőség*'],
  },
  (lower) => lower.replace(/s$/, ''),
)

test('a word means by itself, by how it begins, by its stem, and two words together', () => {
  expect(table.ofWord('freight')).toEqual(['deliver'])
  expect(table.ofWord('freights')).toEqual(['deliver'])
  expect(table.ofWord('delivered')).toEqual(['deliver'])
  expect(meaningsIn(table, tokenise('what does home delivery cost'))).toEqual([
    [],
    [],
    ['deliver'],
    ['deliver'],
    ['price'],
  ])
})

test('accents are given up only where nothing is written so, and never in short words', () => {
  expect(table.ofWord('boseg')).toEqual(['size'])
  expect(table.ofWord('ara')).toEqual([])
})

test('one slip in a long word is forgiven, in a short one never', () => {
  expect(table.ofSlip('delviered')).toEqual(['deliver'])
  expect(table.ofSlip('frieght')).toEqual(['deliver'])
  expect(table.ofSlip('cots')).toEqual([])
})
