/**
 * Text as a database can keep it: a null and half of a surrogate pair (an emoji cut in two) become U+FFFD, as browsers do with what they can't show.
 * @example keepable('cut \ud83d') // 'cut \ufffd'
 */
export const keepable = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd')

const suspect = /\\u(?:0000|d[89a-f])/i
/** An escape, with the one behind it where both can be a pair. */
const escapes = /\\(?:u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})|u(0000|d[89a-f][0-9a-f]{2})|.)/gi

/** JSON as it came in, with the same done to all that is written in it as an escape, names included. */
export function keepableJson(raw: string): string {
  if (!suspect.test(raw)) return raw
  return raw.replace(escapes, (written, _high, _low, alone: string | undefined) => (alone ? '\\ufffd' : written))
}

/** The same for a value that some other part has read already. */
export function keepableValue(value: unknown): unknown {
  return JSON.parse(keepableJson(JSON.stringify(value)))
}

export const notJson = Symbol('not JSON')

/** JSON from outside as it can be kept, or `notJson`. */
export function readJson(raw: string): unknown {
  try {
    return JSON.parse(keepableJson(raw))
  } catch {
    return notJson
  }
}
