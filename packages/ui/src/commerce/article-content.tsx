import type { Content } from '@parley/contracts'
import { useState } from 'preact/hooks'
import { type Drawing, inWords } from '../act.ts'
import { safeAddress } from '../linkify.ts'
import { Words } from '../talk/text-content.tsx'

/** Long enough to fill a phone: the rest is shown when asked for. */
const longFrom = 420

export function ArticleContent(props: { content: Extract<Content, { type: 'article' }>; drawing: Drawing }) {
  const { content, drawing } = props
  const [whole, setWhole] = useState(content.text.length <= longFrom)
  const address = safeAddress(content.url)
  return (
    <article class="card article" aria-label={content.title}>
      <h3>{content.title}</h3>
      <div class={whole ? 'text' : 'text clamped'}>
        <Words text={content.text} drawing={drawing} />
      </div>
      <p class="links">
        {!whole && (
          <button type="button" class="plain" onClick={() => setWhole(true)}>
            {inWords(drawing, 'article.more')}
          </button>
        )}
        {address && <a href={address}>{inWords(drawing, 'article.open')}</a>}
      </p>
    </article>
  )
}
