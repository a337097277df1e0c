import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import type { Chat } from '../chat.ts'
import { say } from '../words.ts'
import { Composer } from './composer.tsx'
import { Header } from './header.tsx'
import { MessageList } from './message-list.tsx'
import { Trouble } from './trouble.tsx'

interface PanelProps {
  chat: Chat
  open: boolean
  /** It covers the page: nothing behind it can be reached. */
  covers: boolean
  input: RefObject<HTMLTextAreaElement | null>
  onCall: () => void
  /** She wants to send files, or has dropped or pasted some. */
  onFiles: (files?: FileList) => void
  onClose: () => void
}

/** The open chat. On a phone it is a dialog over the page, else a neighbour of it. */
export function Panel({ chat, open, covers, input, onCall, onFiles, onClose }: PanelProps) {
  useEffect(() => {
    if (open) input.current?.focus()
  }, [open, input])
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.isComposing) {
      event.stopPropagation()
      onClose()
    }
    if (event.key === 'Tab' && covers && event.currentTarget instanceof HTMLElement)
      keepFocus(event, event.currentTarget)
  }
  // A link to a page of the shop leads away from under the chat that covers it.
  const onClick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]:not([target])') : null
    if (link && covers) onClose()
  }
  const take = (event: ClipboardEvent | DragEvent) => {
    const files = ('dataTransfer' in event ? event.dataTransfer : event.clipboardData)?.files
    if (!files?.length) return
    event.preventDefault()
    onFiles(files)
  }
  return (
    <div
      id="panel"
      role="dialog"
      aria-label={say('launcher', { shop: chat.shop.value?.name ?? '' })}
      aria-modal={covers}
      lang={chat.language.value}
      hidden={!open}
      onKeyDown={onKey}
      onClick={onClick}
      onPaste={take}
      onDrop={take}
      onDragOver={(event) => event.preventDefault()}
    >
      <Header chat={chat} input={input} onCall={onCall} onClose={onClose} />
      <Trouble chat={chat} />
      <MessageList chat={chat} open={open} covers={covers} input={input} />
      <div id="files" />
      <Composer chat={chat} input={input} onFiles={onFiles} />
    </div>
  )
}

function keepFocus(event: KeyboardEvent, panel: HTMLElement): void {
  const all = [...panel.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [tabindex="0"]')]
  const reachable = all.filter((element) => element.checkVisibility() && !element.hasAttribute('disabled'))
  const root = panel.getRootNode()
  const focused = root instanceof ShadowRoot ? root.activeElement : null
  const edge = event.shiftKey ? reachable[0] : reachable.at(-1)
  if (focused !== edge) return
  event.preventDefault()
  const next = event.shiftKey ? reachable.at(-1) : reachable[0]
  next?.focus()
}
