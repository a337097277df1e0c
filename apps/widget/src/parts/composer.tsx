import { Icon } from '@parley/ui'
import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Chat } from '../chat.ts'
import { say } from '../words.ts'

/** Longest text the shop takes. */
const longest = 4000
/** She has stopped writing when nothing was typed for this long. */
const restMs = 3000

const keyboards: Readonly<Record<string, 'email' | 'tel' | 'numeric'>> = {
  email: 'email',
  phone: 'tel',
  quantity: 'numeric',
}

interface ComposerProps {
  chat: Chat
  input: RefObject<HTMLTextAreaElement | null>
  onFiles: () => void
}

export function Composer({ chat, input, onFiles }: ComposerProps) {
  const writing = useWriting(chat, input)
  const awaited = chat.thread.value.conversation?.awaits?.type ?? ''
  const resize = () => {
    const field = input.current
    if (!field) return
    field.style.height = 'auto'
    field.style.height = `${field.scrollHeight}px`
  }
  const send = () => {
    const field = input.current
    const text = field?.value.trim()
    if (!field || !text) return
    chat.say({ type: 'text', text }, text)
    field.value = ''
    resize()
    writing.rest()
    field.focus()
  }
  const onKey = (event: KeyboardEvent) => {
    // While an input method composes, Enter belongs to it; Safari tells so only by the key code.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    send()
  }
  const { preChat, typingTold } = chat.shop.value ?? {}
  // What the shop has to know comes before the first word.
  if (preChat?.type === 'form' && preChat.fields.some(({ required }) => required)) return null
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {typingTold && <small>{typingTold}</small>}
      <button type="button" aria-label={say('attach')} onClick={() => onFiles()}>
        <Icon name="plus" />
      </button>
      <textarea
        ref={input}
        rows={1}
        maxLength={longest}
        aria-label={say('message')}
        placeholder={say('message')}
        inputMode={keyboards[awaited]}
        enterkeyhint="send"
        onInput={() => {
          resize()
          writing.note()
        }}
        onKeyDown={onKey}
      />
      <button type="submit" aria-label={say('send')}>
        <Icon name="send" />
      </button>
    </form>
  )
}

/** Tells the other side that something is being written, and that it no longer is. */
function useWriting(chat: Chat, input: RefObject<HTMLTextAreaElement | null>) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const shown = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  // Not at every key: the line has better to do.
  const showLater = () => {
    shown.current ??= setTimeout(() => {
      shown.current = undefined
      if (timer.current !== undefined) chat.writing(true, input.current?.value.slice(0, 500))
    }, 400)
  }
  const rest = () => {
    if (timer.current === undefined) return
    clearTimeout(timer.current)
    timer.current = undefined
    chat.writing(false)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  return {
    rest,
    note: () => {
      if (timer.current === undefined) chat.writing(true)
      if (chat.shop.value?.typingTold) showLater()
      clearTimeout(timer.current)
      timer.current = setTimeout(rest, restMs)
    },
  }
}
