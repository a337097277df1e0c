import { expect, test } from 'vitest'
import { initialState, parseState } from './state.ts'

test('a state survives the way through a database', () => {
  const state = { ...initialState('sv'), misunderstandings: 1 }
  expect(parseState(JSON.parse(JSON.stringify(state)), 'en')).toEqual(state)
})

test.each([null, undefined, 'text', {}, { version: 0 }, { version: 1, stack: 'broken' }])(
  'a state that is %j gives a fresh start instead of a failure',
  (kept) => expect(parseState(kept, 'fi')).toEqual(initialState('fi')),
)
