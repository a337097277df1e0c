import type { Attachment, Content } from '@parley/contracts'
import type { Recognised } from './recognise.ts'

/** How a file stands in the conversation. */
export function contentOfAttachment(given: Attachment): Content {
  const { url, name, mediaType, bytes, width, height } = given
  if (given.kind !== 'picture') return { type: 'file', url, name, mediaType, bytes }
  return { type: 'image', url, alt: name, ...(width && height ? { width, height } : {}) }
}

const longestName = 120

/** A name that can stand anywhere: no folders, nothing unseen that would turn it round, and the ending of what it is. */
export function nameOfFile(given: string, { endings }: Pick<Recognised, 'endings'>): string {
  const bare = given
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/["<>|:*?]/g, '_')
    .trim()
  const name = bare && bare !== '.' && bare !== '..' ? bare : 'file'
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const [first = 'bin'] = endings
  const kept = endings.includes(ending) ? ending : first
  const stem = kept === ending ? name.slice(0, -ending.length - 1) : name
  return `${[...stem].slice(0, longestName).join('') || 'file'}.${kept}`
}
