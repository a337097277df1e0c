import { Icon } from '@parley/ui'
import type { ComponentType, RefObject } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Chat } from '../chat.ts'
import { say } from '../words.ts'
import { Avatar } from './avatar.tsx'
import type { MenuProps } from './menu.tsx'

interface HeaderProps {
  chat: Chat
  input: RefObject<HTMLTextAreaElement | null>
  onCall: () => void
  onClose: () => void
}

/** Who one talks to, and the ways out: to a person, to another language, away. */
export function Header({ chat, input, onCall, onClose }: HeaderProps) {
  const [open, setOpen] = useState(false)
  const [part, setPart] = useState<{ Menu: ComponentType<MenuProps> }>()
  const toggle = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    toggle.current?.focus()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return
    event.stopPropagation()
    close()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the menu from wherever the focus is in it
    <header onKeyDown={onKey}>
      <Counterpart chat={chat} />
      <button type="button" class="tool" aria-label={say('call')} onClick={onCall}>
        <Icon name="call" />
      </button>
      <button
        type="button"
        class="tool"
        ref={toggle}
        aria-label={say('menu')}
        aria-expanded={open}
        aria-controls="menu"
        onClick={() => {
          setOpen(!open)
          // Few open it: it comes when somebody does.
          import('./menu.tsx').then(setPart)
        }}
      >
        <Icon name="more" />
      </button>
      <button type="button" class="tool" aria-label={say('close')} onClick={onClose}>
        <Icon name="close" />
      </button>
      <div id="menu" hidden={!open}>
        {part && <part.Menu chat={chat} input={input} onLeave={() => setOpen(false)} onChosen={close} />}
      </div>
    </header>
  )
}

function Counterpart({ chat }: { chat: Chat }) {
  const shop = chat.shop.value
  const conversation = chat.thread.value.conversation
  const agent = conversation?.owner === 'agent' ? conversation.agent : null
  const name = shop?.name ?? ''
  if (agent) {
    return (
      <>
        <Avatar name={agent.name} picture={agent.picture} />
        <div class="counterpart">
          <h2>{agent.name}</h2>
          <span>{say('agent', { shop: name })}</span>
        </div>
      </>
    )
  }
  return (
    <>
      <Avatar name={name} picture={shop?.logoUrl} mark />
      <div class="counterpart">
        <h2>{name}</h2>
        <span>{say(conversation?.owner === 'queue' ? 'queue' : 'bot')}</span>
      </div>
    </>
  )
}
