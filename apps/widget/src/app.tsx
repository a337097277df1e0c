import { accentOf } from '@parley/ui'
import content from '@parley/ui/content.css?inline'
import tokens from '@parley/ui/tokens.css?inline'
import { createRef, render } from 'preact'
import type { CallsPart } from './calls/start-calls.tsx'
import { cell, watch } from './cell.ts'
import { type Chat, createChat } from './chat.ts'
import { createMemory } from './memory.ts'
import type { Mount, Widget } from './mount.ts'
import { Panel } from './parts/panel.tsx'
import styles from './widget.css?inline'
import { say, speak, words } from './words.ts'

/** Fills the loader's shadow root with the chat. */
export async function start(mount: Mount): Promise<Widget> {
  const { host, root, settings } = mount
  const memory = createMemory(settings.key, () => localStorage)
  const page = createMemory(settings.key, () => sessionStorage)
  let calls: Promise<CallsPart> | undefined
  const callsPart = () => {
    calls ??= import('./calls/start-calls.tsx').then((part) => part.startCalls(mount, chat, page))
    return calls
  }
  const chat = createChat({
    origin: mount.origin,
    key: settings.key,
    fetch: (...request) => fetch(...request),
    dial: (address) => new WebSocket(address),
    after: (ms, call) => {
      const timer = setTimeout(call, ms)
      return () => clearTimeout(timer)
    },
    now: Date.now,
    random: Math.random,
    newId,
    memory,
    page: () => location.href,
    onCart: (cart) => tellPage('cart', cart),
    onFrame: (frame) => {
      if (calls || frame.type === 'call') callsPart().then((part) => part.hear(frame))
    },
    onVisitor: (token) => tellPage('visitor', { token }),
    language: settings.language ?? (document.documentElement.lang || undefined),
    currency: settings.currency,
    identity: mount.identity,
  })

  const sheet = new CSSStyleSheet()
  sheet.replaceSync(tokens + content + styles)
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  host.style.setProperty('--font', pageFont())

  const open = cell(false)
  const drawn = cell(false)
  const narrow = matchMedia('(max-width: 520px)')
  const covers = cell(narrow.matches)
  narrow.addEventListener('change', () => {
    covers.value = narrow.matches
  })
  const input = createRef<HTMLTextAreaElement | null>()
  const place = document.createElement('div')
  root.prepend(place)

  const setOpen = (next: boolean) => {
    if (next === open.value) return
    open.value = next
    drawn.value ||= next
    page.write('open', next ? '1' : null)
    if (next) chat.start()
    else mount.button.focus()
    tellPage(next ? 'open' : 'close', null)
  }

  watch(() => {
    speak(chat.language.value)
  })
  watch(() => {
    const accent = accentOf(settings.accent ?? chat.shop.value?.accent ?? memory.read('accent') ?? undefined)
    if (!accent) return
    host.style.setProperty('--accent-light', accent.light)
    host.style.setProperty('--accent-dark', accent.dark)
  })
  watch(() => {
    const isReady = 'send' in words.value.own
    const panel = (
      <Panel
        chat={chat}
        open={open.value}
        covers={covers.value}
        input={input}
        onCall={() => callsPart().then((part) => part.start())}
        onFiles={(files) => import('./files/send-files.tsx').then((part) => part.sendFiles(mount, chat, files))}
        onClose={() => setOpen(false)}
      />
    )
    render(drawn.value && isReady ? panel : null, place)
  })
  watch(() => dressLauncher(mount, open.value, chat))
  watch(() => {
    const locked = open.value && covers.value
    document.documentElement.style.overflow = locked ? 'hidden' : ''
    host.classList.toggle('covers', locked)
  })
  watch(() => {
    if (chat.unread() > 0 && open.value && document.visibilityState === 'visible') chat.seen()
  })
  watchWorld(chat, open)
  fitKeyboard(host)
  if (memory.read('conversation') || memory.names('say:').length > 0) chat.start()

  return {
    open: () => setOpen(true),
    close: () => setOpen(false),
    toggle: () => setOpen(!open.value),
    say: (text) => {
      setOpen(true)
      if (text.trim()) chat.say({ type: 'text', text: text.trim().slice(0, 4000) }, text.trim())
    },
    identify: chat.identify,
  }
}

function tellPage(name: string, detail: unknown): void {
  document.dispatchEvent(new CustomEvent(`parley:${name}`, { detail, bubbles: true }))
}

function dressLauncher({ button, badge }: Mount, open: boolean, chat: Chat): void {
  const unread = open ? 0 : chat.unread()
  const name = say('launcher', { shop: chat.shop.value?.name ?? '' })
  button.ariaExpanded = String(open)
  badge.hidden = unread === 0
  badge.textContent = unread > 9 ? '9+' : String(unread)
  if ('send' in words.value.own) button.ariaLabel = unread > 0 ? `${name}, ${say('unread', { count: unread })}` : name
}

/** The network and the tab come and go. */
function watchWorld(chat: Chat, open: { value: boolean }): void {
  addEventListener('online', () => chat.line.value !== 'closed' && chat.renew())
  addEventListener('offline', () => chat.line.value === 'open' && chat.renew())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return
    if (chat.line.value === 'away') chat.renew()
    if (open.value) chat.seen()
  })
}

/** A phone's keyboard lies over the page without making it smaller: the chat takes what is left to see. */
function fitKeyboard(host: HTMLElement): void {
  const seen = window.visualViewport
  const fit = () => {
    if (!seen || seen.scale > 1) return
    host.style.setProperty('--seen-height', `${seen.height}px`)
    host.style.setProperty('--seen-top', `${seen.offsetTop}px`)
  }
  for (const name of ['resize', 'scroll']) seen?.addEventListener(name, fit)
}

/** The page's own font; a page that never chose one gets the system's. */
function pageFont(): string {
  const font = getComputedStyle(document.body).fontFamily
  return !font || /^"?times/i.test(font) ? 'system-ui, sans-serif' : font
}

/** `randomUUID` is missing on pages that are not served securely. */
function newId(): string {
  if (isSecureContext) return crypto.randomUUID()
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
