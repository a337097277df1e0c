import type { Content } from '@parley/contracts'
import { type Drawing, inWords } from '../act.ts'
import { hasText } from '../texts.ts'

/** A line about the conversation itself. A key this page does not know yet is told by the message's own text. */
export function NoticeContent(props: {
  content: Extract<Content, { type: 'notice' }>
  drawing: Drawing
  text: string
}) {
  const { content, drawing, text } = props
  const key = `notice.${content.key}`
  return <p class="notice">{hasText(drawing.texts, key) ? inWords(drawing, key, content.values) : text}</p>
}
