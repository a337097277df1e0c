import { type Drawing, inWords } from '../act.ts'
import { linkify } from '../linkify.ts'

/** Words as they were written, line breaks kept, addresses made links. */
export function TextContent(props: { text: string; drawing: Drawing; bare?: boolean }) {
  const { text, drawing, bare = false } = props
  return (
    <div class={bare ? 'text' : 'bubble text'}>
      <Words text={text} drawing={drawing} />
    </div>
  )
}

export function Words({ text, drawing }: { text: string; drawing: Drawing }) {
  return (
    <>
      {linkify(text).map((part) =>
        part.kind === 'words' ? part.text : <Link address={part.address} drawing={drawing} text={part.text} />,
      )}
    </>
  )
}

/** A page of this site opens here, any other beside it. */
function Link({ address, text, drawing }: { address: string; text: string; drawing: Drawing }) {
  const away =
    /^https?:/.test(address) && typeof location !== 'undefined' && new URL(address).origin !== location.origin
  if (!away) return <a href={address}>{text}</a>
  return (
    <a href={address} target="_blank" rel="noopener noreferrer nofollow">
      {text}
      <span class="unseen"> ({inWords(drawing, 'link.new_tab')})</span>
    </a>
  )
}
