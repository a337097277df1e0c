import { Icon } from '@parley/ui'
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Chat } from '../chat.ts'
import { rowsOf } from '../rows.ts'
import { say } from '../words.ts'
import { MessageRow, PendingRow, TimeRow } from './message-row.tsx'
import { StartPage } from './start-page.tsx'

interface ListProps {
  chat: Chat
  open: boolean
  input: RefObject<HTMLTextAreaElement | null>
}

export function MessageList({ chat, open, input }: ListProps) {
  const { messages, conversation } = chat.thread.value
  const rows = rowsOf(messages, chat.pending.value)
  const log = useRef<HTMLDivElement>(null)
  const below = useScroll(log, rows.at(-1)?.key ?? '', Boolean(chat.typist.value), open)
  const empty = rows.length === 0 && chat.caughtUp.value
  return (
    <div class="list">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div id="log" ref={log} role="log" aria-live="polite" aria-label={say('log')} tabIndex={0}>
        {empty && <StartPage chat={chat} input={input} />}
        {rows.map((row) => {
          if (row.kind === 'time') return <TimeRow key={row.key} row={row} />
          if (row.kind === 'pending') return <PendingRow key={row.key} row={row} chat={chat} />
          return <MessageRow key={row.key} row={row} chat={chat} agent={conversation?.agent ?? null} />
        })}
        <Dots chat={chat} />
      </div>
      {below.away && (
        <button type="button" class="latest" onClick={below.go}>
          <Icon name="down" />
          {say('latest')}
        </button>
      )}
    </div>
  )
}

/** Not announced: the answer itself will be. */
function Dots({ chat }: { chat: Chat }) {
  const typist = chat.typist.value
  if (!typist) return null
  const name = typist.name ?? chat.thread.value.conversation?.agent?.name
  const who = typist.who === 'agent' && name ? say('typing_agent', { name }) : say('typing_bot')
  return (
    <div class="dots" aria-live="off" title={who}>
      <span class="unseen">{who}</span>
      <i />
      <i />
      <i />
    </div>
  )
}

/**
 * Keeps the newest in view, unless the shopper has scrolled up to read. A long answer is shown from what it answers, so that
 * it is read from its beginning.
 */
function useScroll(log: RefObject<HTMLDivElement | null>, last: string, dots: boolean, open: boolean) {
  const [away, setAway] = useState(false)
  const sticks = useRef(true)
  const go = () => {
    sticks.current = true
    settle(log.current, true)
  }
  useLayoutEffect(() => {
    const list = log.current
    if (!list) return
    const look = () => {
      const distance = list.scrollHeight - list.clientHeight - list.scrollTop
      setAway(distance > 120)
    }
    // Only the shopper's own hand unsticks: pictures that arrive late move things as well.
    const take = () => {
      requestAnimationFrame(() => {
        sticks.current = list.scrollHeight - list.clientHeight - list.scrollTop < 60
      })
    }
    const watcher = new ResizeObserver(() => sticks.current && settle(list))
    for (const child of list.children) watcher.observe(child)
    watcher.observe(list)
    list.addEventListener('scroll', look, { passive: true })
    for (const name of ['wheel', 'touchmove', 'keydown']) list.addEventListener(name, take, { passive: true })
    look()
    return () => {
      watcher.disconnect()
      list.removeEventListener('scroll', look)
      for (const name of ['wheel', 'touchmove', 'keydown']) list.removeEventListener(name, take)
    }
  }, [log, last, dots])
  useLayoutEffect(() => {
    const list = log.current
    if (!list || !open) return
    const own = list.querySelector('.row:last-of-type')?.classList.contains('own')
    if (own) sticks.current = true
    if (sticks.current) settle(list)
  }, [log, last, dots, open])
  return { away, go }
}

function settle(list: HTMLElement | null, smooth = false): void {
  if (!list) return
  const question = [...list.querySelectorAll<HTMLElement>('.own')].at(-1)
  const bottom = list.scrollHeight - list.clientHeight
  const top = question ? Math.min(bottom, question.offsetTop - 12) : bottom
  list.scrollTo({ top, behavior: smooth ? 'smooth' : 'instant' })
}
