import type { Capabilities } from '@parley/sdk'

type Unit = Capabilities['text']['unit']

/**
 * Cuts a text into pieces of at most `max` in the channel's own unit: between paragraphs, else lines, else sentences, else words, and
 * only a word that is longer than a piece in its middle. Nothing but the blanks at the cuts is lost.
 * @example splitText('One. Two.', 5, 'utf16') // ['One.', 'Two.']
 */
export function splitText(text: string, max: number, unit: Unit): string[] {
  const pieces: string[] = []
  let rest = text.trim()
  while (rest !== '') {
    const end = measure(rest, unit) <= max ? rest.length : cutAt(rest, roomFor(rest, max, unit))
    pieces.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).trimStart()
  }
  return pieces
}

/** The length of a text as the channel counts it. */
export function measure(text: string, unit: Unit): number {
  if (unit === 'utf16') return text.length
  return unit === 'bytes' ? new TextEncoder().encode(text).length : [...text].length
}

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** How much of the text (in UTF-16 units) has room, in whole letters as a reader sees them. */
function roomFor(text: string, max: number, unit: Unit): number {
  let end = 0
  let used = 0
  for (const { segment } of letters.segment(text.slice(0, 2 * max + 64))) {
    used += measure(segment, unit)
    if (used > max) break
    end += segment.length
  }
  if (end > 0) return end
  // One letter made of many signs, in no room at all: its signs one by one, and at least one.
  for (const sign of text) {
    if (end > 0 && measure(text.slice(0, end) + sign, unit) > max) break
    end += sign.length
  }
  return end
}

/** Where a cut is best, before `room`; none leaves a piece that is hardly worth sending. */
function cutAt(text: string, room: number): number {
  const head = text.slice(0, room + 1)
  for (const places of [/\n\s*\n/g, /\n/g, /(?<!\d)[.!?…]["”’»)\]]*\s/g]) {
    const last = lastEnd(head, places, room)
    if (last > room / 4) return last
  }
  const word = lastEnd(head, /\s/g, room)
  return word > 0 ? word : room
}

function lastEnd(head: string, places: RegExp, room: number): number {
  const ends = [...head.matchAll(places)].map((match) => match.index + match[0].trimEnd().length)
  return ends.filter((end) => end <= room).at(-1) ?? 0
}
