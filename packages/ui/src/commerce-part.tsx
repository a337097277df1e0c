import type { Content, LanguageTag } from '@parley/contracts'
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { type Drawing, inWords } from './act.ts'
import { TextContent } from './talk/text-content.tsx'
import { loadTexts, type TextTable } from './texts.ts'

export type CommerceContentOf = Extract<
  Content,
  { type: 'cart' | 'proposal' | 'order' | 'payment_link' | 'form' | 'call' | 'article' | 'file' | 'note' }
>
export interface CommerceProps {
  content: CommerceContentOf
  drawing: Drawing
}

const textFiles = import.meta.glob<TextTable>('./commerce/texts.*.json', { import: 'default' })

/** What is here already: the part itself, and its texts by language. */
let Loaded: ComponentType<CommerceProps> | undefined
const loadedTexts = new Map<LanguageTag, TextTable>()

/** Fetches the part that draws carts, forms, proposals, orders, articles and files: most who chat only ask, and should not pay for it. */
export async function loadCommerceContent(language: LanguageTag): Promise<void> {
  const [part, texts] = await Promise.all([
    import('./commerce/commerce-content.tsx'),
    loadedTexts.get(language) ?? loadTexts(textFiles, language),
  ])
  Loaded = part.CommerceContent
  loadedTexts.set(language, texts)
}

export function CommercePart({ content, drawing, text }: CommerceProps & { text: string }) {
  const { language } = drawing
  const [attempt, setAttempt] = useState(0)
  const [failed, setFailed] = useState(false)
  const [, setReady] = useState('')
  const texts = loadedTexts.get(language)
  const isReady = Boolean(Loaded && texts)
  useEffect(() => {
    if (isReady) return
    let watching = true
    loadCommerceContent(language).then(
      () => watching && setReady(language),
      () => watching && setFailed(true),
    )
    return () => {
      watching = false
    }
  }, [attempt, language, isReady])
  if (Loaded && texts)
    return <Loaded content={content} drawing={{ ...drawing, texts: { ...drawing.texts, ...texts } }} />
  const tryAgain = () => {
    setFailed(false)
    setAttempt(attempt + 1)
  }
  return (
    <div class="bubble" aria-busy={!failed}>
      <TextContent text={text} drawing={drawing} bare />
      {failed && (
        <p class="trouble">
          {inWords(drawing, 'part.failed')}{' '}
          <button type="button" class="plain" onClick={tryAgain}>
            {inWords(drawing, 'part.again')}
          </button>
        </p>
      )}
    </div>
  )
}
