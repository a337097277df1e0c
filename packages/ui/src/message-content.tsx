import type { Content, LanguageTag } from '@parley/contracts'
import type { Act, Drawing } from './act.ts'
import { CommercePart } from './commerce-part.tsx'
import { ChoicesContent } from './talk/choices-content.tsx'
import { ImageContent } from './talk/image-content.tsx'
import { NoticeContent } from './talk/notice-content.tsx'
import { CarouselContent, ProductContent } from './talk/product-content.tsx'
import { TextContent } from './talk/text-content.tsx'
import type { TextTable } from './texts.ts'

export interface MessageContentProps {
  content: Content
  language: LanguageTag
  texts: TextTable
  /** The plain-text telling, shown where a kind has nothing better: an unknown notice, a part that is still on its way. */
  text?: string
  /** Taps, picks and filled forms. Without it the content is only looked at. */
  onAction?: Act
  /** It was answered or replaced meanwhile: shown, but nothing on it can be pressed. */
  settled?: boolean
}

/** Draws what a message holds. The same on every surface; text from outside is only ever text. */
export function MessageContent({
  content,
  language,
  texts,
  text = '',
  onAction,
  settled = false,
}: MessageContentProps) {
  const drawing: Drawing = { language, texts, act: onAction, settled: settled || !onAction }
  return <div class={`parley-content is-${content.type}`}>{partOf(content, drawing, text)}</div>
}

function partOf(content: Content, drawing: Drawing, text: string) {
  switch (content.type) {
    case 'text':
      return <TextContent text={content.text} drawing={drawing} />
    case 'image':
      return <ImageContent content={content} drawing={drawing} />
    case 'product':
      return <ProductContent card={content.card} actions={content.actions} drawing={drawing} />
    case 'carousel':
      return <CarouselContent content={content} drawing={drawing} />
    case 'choices':
      return <ChoicesContent content={content} drawing={drawing} />
    case 'notice':
      return <NoticeContent content={content} drawing={drawing} text={text} />
    case 'cart':
    case 'proposal':
    case 'order':
    case 'payment_link':
    case 'form':
    case 'call':
    case 'article':
    case 'file':
    case 'note':
      return <CommercePart content={content} drawing={drawing} text={text} />
    default:
      // A newer server may know more kinds than this page, which was loaded before.
      return <TextContent text={text} drawing={drawing} />
  }
}
