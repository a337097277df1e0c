import { expect, test } from 'vitest'
import { keepable, keepableJson } from './keepable-text.ts'

test('a null and half a sign are shown as unknown signs, and whole ones stay', () => {
  expect(keepable('a\u0000b \ud83d \ude00 \ud83d\ude00')).toBe('a\ufffdb \ufffd \ufffd \ud83d\ude00')
})

test('the same in JSON, in values and in names, however it is written', () => {
  const read = (raw: string): unknown => JSON.parse(keepableJson(raw))
  expect(read('{"a\\u0000":"\\ud83d\\ude00 \\uD83D \\ude00 \\u0000"}')).toEqual({
    'a\ufffd': '\ud83d\ude00 \ufffd \ufffd \ufffd',
  })
  expect(read('"a backslash before u0000: \\\\u0000, and before half a sign: \\\\ud83d"')).toBe(
    'a backslash before u0000: \\u0000, and before half a sign: \\ud83d',
  )
  expect(read('"\\ud83d\\ud83d\\ude00"')).toBe('\ufffd\ud83d\ude00')
  const plain = '{"text":"nothing \\"special\\" \\u00e5"}'
  expect(keepableJson(plain)).toBe(plain)
})
