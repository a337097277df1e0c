import type { AttachmentKind } from '@parley/contracts'
import { sizeOfPicture } from './picture-size.ts'

export interface Recognised {
  kind: AttachmentKind
  mediaType: string
  /** Endings a name of this type may have; the first is given to one that has none of them. */
  endings: readonly string[]
  width?: number
  height?: number
}

/** More points than this are drawn by nobody's phone without harm. */
const mostPoints = 80_000_000

/**
 * What a file is by its own first bytes, whatever it calls itself; null for what the shop does not take: programs, pages that could run
 * something, pictures that are broken, and anything that can't be told.
 */
export function recognise(bytes: Uint8Array): Recognised | null {
  const picture = pictureType(bytes)
  if (picture) {
    const size = sizeOfPicture(bytes, picture.mediaType)
    return size && size.width * size.height <= mostPoints ? { kind: 'picture', ...picture, ...size } : null
  }
  return soundOrFilm(bytes) ?? paper(bytes) ?? plainText(bytes)
}

type Typed = Pick<Recognised, 'mediaType' | 'endings'>

function pictureType(bytes: Uint8Array): Typed | null {
  if (begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
    return { mediaType: 'image/png', endings: ['png'] }
  if (begins(bytes, [0xff, 0xd8, 0xff])) return { mediaType: 'image/jpeg', endings: ['jpg', 'jpeg'] }
  if (reads(bytes, 0, 'GIF87a') || reads(bytes, 0, 'GIF89a')) return { mediaType: 'image/gif', endings: ['gif'] }
  if (reads(bytes, 0, 'RIFF') && reads(bytes, 8, 'WEBP')) return { mediaType: 'image/webp', endings: ['webp'] }
  return null
}

const sound = (mediaType: string, ...endings: string[]): Recognised => ({ kind: 'sound', mediaType, endings })
const document = (mediaType: string, ...endings: string[]): Recognised => ({ kind: 'document', mediaType, endings })

function soundOrFilm(bytes: Uint8Array): Recognised | null {
  if (reads(bytes, 0, 'OggS')) return sound('audio/ogg', 'ogg', 'oga', 'opus')
  if (reads(bytes, 0, 'RIFF') && reads(bytes, 8, 'WAVE')) return sound('audio/wav', 'wav')
  if (reads(bytes, 0, 'ID3') || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2))
    return sound('audio/mpeg', 'mp3')
  if (begins(bytes, [0x1a, 0x45, 0xdf, 0xa3])) {
    if (!holds(bytes, 'webm')) return null
    const isSound = holds(bytes, 'A_') && !holds(bytes, 'V_')
    return isSound ? sound('audio/webm', 'webm', 'weba') : document('video/webm', 'webm')
  }
  if (!reads(bytes, 4, 'ftyp')) return null
  const brand = text(bytes.subarray(8, 12))
  if (/^(heic|heix|mif1|msf1|hevc)$/.test(brand)) return document('image/heic', 'heic', 'heif')
  if (brand.startsWith('M4A') || (holds(bytes, 'soun') && !holds(bytes, 'vide')))
    return sound('audio/mp4', 'm4a', 'mp4')
  return brand === 'qt  ' ? document('video/quicktime', 'mov') : document('video/mp4', 'mp4', 'm4v')
}

const offices: readonly [mark: string, type: Recognised][] = [
  ['word/', document('application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx')],
  ['xl/', document('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx')],
  ['ppt/', document('application/vnd.openxmlformats-officedocument.presentationml.presentation', 'pptx')],
  ['opendocument.text', document('application/vnd.oasis.opendocument.text', 'odt')],
  ['opendocument.spreadsheet', document('application/vnd.oasis.opendocument.spreadsheet', 'ods')],
]

/** Papers. A bare archive is none: nobody sees what it holds. */
function paper(bytes: Uint8Array): Recognised | null {
  if (reads(bytes, 0, '%PDF-')) return document('application/pdf', 'pdf')
  if (!begins(bytes, [0x50, 0x4b, 0x03, 0x04])) return null
  const isOffice = holds(bytes, '[Content_Types].xml') || reads(bytes, 30, 'mimetypeapplication/vnd.oasis')
  return isOffice ? (offices.find(([mark]) => holds(bytes, mark))?.[1] ?? null) : null
}

/** Words and tables in UTF-8. What begins like a page or a script is none. */
function plainText(bytes: Uint8Array): Recognised | null {
  const told = utf8(bytes)
  if (told === null || told.trim() === '') return null
  // biome-ignore lint/suspicious/noControlCharactersInRegex: text has no other control characters than these breaks
  if (/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(told) || /^\s*(<|#!)/.test(told)) return null
  return document('text/plain', 'txt', 'csv', 'tsv', 'md', 'log', 'json', 'ics', 'vcf')
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const begins = (bytes: Uint8Array, signs: readonly number[]) => signs.every((sign, at) => bytes[at] === sign)
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
const reads = (bytes: Uint8Array, at: number, word: string) => text(bytes.subarray(at, at + word.length)) === word

/** Marks stand in the first or the last part of a file, wherever its maker put its table of contents. */
function holds(bytes: Uint8Array, word: string): boolean {
  const far = 256_000
  const head = Buffer.from(bytes.subarray(0, far))
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - far)))
  return head.includes(word, 0, 'latin1') || tail.includes(word, 0, 'latin1')
}
