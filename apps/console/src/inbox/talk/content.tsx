import type { Content, LanguageTag } from '@parley/contracts'
import type { ParleyContentElement } from '@parley/ui/element'
import { createElement } from 'react'

interface MessageContentProps {
  content: Content
  text: string
  language: LanguageTag
}

/** What the shopper saw, drawn by the same renderer; here it is only looked at. Text from outside stays text. */
export function MessageContent({ content, text, language }: MessageContentProps) {
  // React hands a custom element's own properties over as they are.
  const given: Partial<ParleyContentElement> = { content, text, language, settled: true }
  return createElement('parley-content', given)
}
