import type { Content } from '@parley/contracts'
import { useState } from 'preact/hooks'
import type { Drawing } from '../act.ts'
import { safeAddress } from '../linkify.ts'
import { TextContent } from './text-content.tsx'

export function ImageContent(props: { content: Extract<Content, { type: 'image' }>; drawing: Drawing }) {
  const { content, drawing } = props
  const [broken, setBroken] = useState(false)
  const address = safeAddress(content.url)
  if (!address || broken) return <TextContent text={content.alt} drawing={drawing} />
  return (
    <a class="image" href={address} target="_blank" rel="noopener noreferrer">
      <img
        src={address}
        alt={content.alt}
        width={content.width}
        height={content.height}
        loading="lazy"
        onError={() => setBroken(true)}
      />
    </a>
  )
}
