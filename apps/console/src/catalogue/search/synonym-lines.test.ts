import { expect, test } from 'vitest'
import { faultIn, groupsOf, linesOf } from './synonym-lines.ts'

test('what is written line by line comes back as it was meant', () => {
  const groups = [
    ['settee', 'couch', 'love seat'],
    ['lamp', 'light'],
  ]
  expect(groupsOf(' settee , couch,couch,, love seat\n\n lamp, light ')).toEqual(groups)
  expect(groupsOf(linesOf(groups))).toEqual(groups)
  expect(linesOf()).toBe('')
})

test('a word alone, a long line and a letter are told of before anything is sent', () => {
  expect(faultIn('settee, sofa\nlamp')).toContain('“lamp” stands alone')
  expect(faultIn(Array.from({ length: 13 }, (_, at) => `word${at}`).join(','))).toContain('twelve')
  expect(faultIn('settee, s')).toContain('“s”')
  expect(faultIn('settee, sofa\n')).toBeNull()
})
