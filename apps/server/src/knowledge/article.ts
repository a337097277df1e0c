import { languageTag } from '@parley/contracts'
import { z } from 'zod'

/** A help article in one language; articles with the same slug are the same in other languages. */
export const article = z.object({
  id: z.string(),
  slug: z.string(),
  language: languageTag,
  topic: z.string().nullable(),
  title: z.string(),
  /** Markdown. */
  body: z.string(),
  keywords: z.array(z.string()),
  updatedAt: z.iso.datetime(),
})
export type Article = z.infer<typeof article>

const longestPassage = 600
const shortParagraph = 90

/** The paragraphs of a body as plain text; a heading or a very short one is told together with what follows it. */
export function passagesOf(body: string): string[] {
  const passages: string[] = []
  let held = ''
  for (const block of body.replace(/\r\n?/g, '\n').split(/\n{2,}/)) {
    const text = plainText(block)
    if (text === '') continue
    const joined = held === '' ? text : `${held}\n${text}`
    if (joined.length < shortParagraph) held = joined
    else {
      passages.push(...shortened(joined))
      held = ''
    }
  }
  const last = passages.pop()
  return held === '' ? [...passages, ...(last ? [last] : [])] : [...passages, last ? `${last}\n${held}` : held]
}

/** Markdown as someone would say it in a chat: no marks, lists with bullets. Not a way to make markup safe: it is shown as text. */
function plainText(markdown: string): string {
  return markdown
    .replace(/^#{1,6}\s+/gm, '')
    .replace(/^\s*[-*+]\s+/gm, '• ')
    .replace(/^>\s?/gm, '')
    .replace(/!?\[([^\]]*)\]\([^)\s]*\)/g, '$1')
    .replace(/(\*\*|__)(.+?)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}])([*_])(?!\s)(.+?)(?<!\s)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/`([^`]*)`/g, '$1')
    .replace(/^\|?[\s:|-]+\|?$/gm, '')
    .replace(/^\|(.*)\|$/gm, (_, row: string) =>
      row
        .split('|')
        .map((cell) => cell.trim())
        .join(' · '),
    )
    .replace(/\n{2,}/g, '\n')
    .trim()
}

/** Cut after a sentence, where there is one. */
function shortened(text: string): string[] {
  if (text.length <= longestPassage) return [text]
  const cut = text.slice(0, longestPassage)
  const end = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('\n'), cut.lastIndexOf('? '), cut.lastIndexOf('! '))
  const at = end > longestPassage / 3 ? end + 1 : longestPassage
  return [text.slice(0, at).trim(), ...shortened(text.slice(at).trim())]
}
