import type { ServerFrame } from '@parley/contracts'
import { isOver, type LiveCall, startRinging } from '@parley/ui/call'
import { render } from 'preact'
import { watch } from '../cell.ts'
import type { Chat } from '../chat.ts'
import type { Memory } from '../memory.ts'
import type { Mount } from '../mount.ts'
import { words } from '../words.ts'
import { CallWindow } from './call-window.tsx'
import styles from './calls.css?inline'
import { openCalls } from './calls.ts'
import { type ShownPage, showPage } from './page/show-page.ts'
import { speakOfCalls } from './words.ts'

export interface CallsPart {
  hear(frame: ServerFrame): void
  start(): void
}

/** Draws calls into the chat's shadow root. Fetched with the first call that is wished for or rings. */
export function startCalls({ root, host }: Mount, chat: Chat, page: Memory): CallsPart {
  const place = document.createElement('div')
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  root.append(place)
  let stopRinging: (() => void) | undefined
  let shown: ShownPage | undefined

  /** The page is shown from the shopper's yes to the first no of either side, and over no other call's way. */
  const lookAfterPage = (live: LiveCall | undefined) => {
    const call = live?.call()
    const may = live !== undefined && call?.coBrowsing === 'on' && live.holds() && !isOver(call)
    if (may && !shown) shown = showPage(root, call.agent?.name ?? '', (piece) => live.tellPage(piece))
    if (!may) shown = void shown?.stop()
  }

  const draw = () => {
    const live = calls.live()
    const rings = live?.call().state === 'ringing' && live.call().startedBy === 'desk'
    if (rings && !stopRinging) stopRinging = startRinging()
    if (!rings) stopRinging = void stopRinging?.()
    host.classList.toggle('calling', Boolean(live || calls.isStarting() || calls.trouble()))
    lookAfterPage(live)
    render(<CallWindow calls={calls} shop={chat.shop.value?.name ?? ''} />, place)
    host.style.setProperty('--call-height', `${place.firstElementChild?.clientHeight ?? 0}px`)
  }
  const calls = openCalls({
    send: chat.send,
    // Without a secure page there are no calls, and no ids by which to tell their pages apart.
    newId: () => (isSecureContext ? crypto.randomUUID() : ''),
    devices: navigator.mediaDevices,
    kept: () => page.read('call'),
    keep: (callId) => page.write('call', callId),
    onChange: draw,
    onPage: (piece) => shown?.hear(piece),
  })
  watch(() => void speakOfCalls(words.value.language).then(draw))
  setInterval(() => calls.live() && draw(), 1_000)
  for (const name of ['online', 'focus']) addEventListener(name, calls.renew)
  return { hear: calls.hear, start: calls.start }
}
