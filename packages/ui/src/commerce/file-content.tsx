import type { Content } from '@parley/contracts'
import { type Drawing, inWords } from '../act.ts'
import { formatBytes } from '../format.ts'
import { safeAddress } from '../linkify.ts'
import { TextContent } from '../talk/text-content.tsx'

type File = Extract<Content, { type: 'file' }>

/** A sound is played where it stands; everything else is named and fetched, never opened here. */
export function FileContent({ content, drawing }: { content: File; drawing: Drawing }) {
  const address = safeAddress(content.url)
  if (!address) return <TextContent text={content.name} drawing={drawing} />
  if (content.mediaType.startsWith('audio/')) return <Sound content={content} address={address} drawing={drawing} />
  return (
    <a class="card file" href={address} download={content.name} target="_blank" rel="noopener noreferrer">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M6 3h8l4 4v14H6zM14 3v4h4" />
      </svg>
      <span>
        <b>{content.name}</b>
        <span class="soft">
          {inWords(drawing, 'file.fetch')}, {formatBytes(content.bytes, drawing.language)}
        </span>
      </span>
    </a>
  )
}

function Sound({ content, address, drawing }: { content: File; address: string; drawing: Drawing }) {
  const title = inWords(drawing, 'file.sound')
  return (
    <section class="card file sound" aria-label={`${title}: ${content.name}`}>
      {/* biome-ignore lint/a11y/useMediaCaption: what somebody has just said has no written words */}
      <audio controls preload="metadata" src={address} />
    </section>
  )
}
