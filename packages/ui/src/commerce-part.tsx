import type { Content } from '@parley/contracts'
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { type Drawing, words } from './act.ts'
import { TextContent } from './talk/text-content.tsx'

export type CommerceContentOf = Extract<Content, { type: 'cart' | 'proposal' | 'order' | 'payment_link' | 'form' }>
export interface CommerceProps {
  content: CommerceContentOf
  drawing: Drawing
}

let loaded: ComponentType<CommerceProps> | undefined

/** Fetches the part that draws carts, forms, proposals and orders: most who chat only ask, and should not pay for it. */
export async function loadCommerceContent(): Promise<void> {
  loaded ??= (await import('./commerce/commerce-content.tsx')).CommerceContent
}

export function CommercePart({ content, drawing, text }: CommerceProps & { text: string }) {
  const [attempt, setAttempt] = useState(0)
  const [failed, setFailed] = useState(false)
  const [, setReady] = useState(Boolean(loaded))
  useEffect(() => {
    if (loaded) return
    let watching = true
    loadCommerceContent().then(
      () => watching && setReady(true),
      () => watching && setFailed(true),
    )
    return () => {
      watching = false
    }
  }, [attempt])
  const Loaded = loaded
  if (Loaded) return <Loaded content={content} drawing={drawing} />
  const tryAgain = () => {
    setFailed(false)
    setAttempt(attempt + 1)
  }
  return (
    <div class="bubble" aria-busy={!failed}>
      <TextContent text={text} drawing={drawing} bare />
      {failed && (
        <p class="trouble">
          {words(drawing, 'part.failed')}{' '}
          <button type="button" class="plain" onClick={tryAgain}>
            {words(drawing, 'part.again')}
          </button>
        </p>
      )}
    </div>
  )
}
