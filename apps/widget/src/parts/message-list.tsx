import { type Act, Icon } from '@parley/ui'
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
  covers: boolean
  input: RefObject<HTMLTextAreaElement | null>
}

export function MessageList({ chat, open, covers, input }: ListProps) {
  const { messages, conversation } = chat.thread.value
  const rows = rowsOf(messages, chat.pending.value)
  const log = useRef<HTMLDivElement>(null)
  const below = useScroll(log, rows.at(-1)?.key ?? '', Boolean(chat.typist.value), open)
  // What was pressed may be gone now. On a phone the field would bring the keyboard up.
  const act: Act = async (said, telling) => {
    const refusals = await chat.say(said, telling)
    requestAnimationFrame(() => {
      const root = log.current?.getRootNode()
      if (root instanceof ShadowRoot && !root.activeElement)
        (covers ? log : input).current?.focus({ preventScroll: true })
    })
    return refusals
  }
  const empty = rows.length === 0 && chat.caughtUp.value
  return (
    <div class="list">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div id="log" ref={log} role="log" aria-live="polite" aria-label={say('log')} tabIndex={0}>
        {empty && <StartPage chat={chat} input={input} />}
        {rows.map((row) => {
          if (row.kind === 'time') return <TimeRow key={row.key} row={row} />
          if (row.kind === 'pending') return <PendingRow key={row.key} row={row} chat={chat} />
          return <MessageRow key={row.key} row={row} act={act} agent={conversation?.agent ?? null} />
        })}
        <Dots chat={chat} />
      </div>
      {below.away && (
        <button type="button" class="latest" aria-label={say('latest')} onClick={below.go}>
          <Icon name="down" />
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

/** Keeps the newest in view, unless the shopper has scrolled up to read. */
function useScroll(log: RefObject<HTMLDivElement | null>, last: string, dots: boolean, open: boolean) {
  const [away, setAway] = useState(false)
  const sticks = useRef(true)
  const go = () => {
    sticks.current = true
    setAway(false)
    settle(log.current, true)
  }
  useLayoutEffect(() => {
    const list = log.current
    if (!list) return
    // Only the shopper's own hand unsticks: pictures that arrive late move things as well.
    const take = () => {
      requestAnimationFrame(() => {
        const below = list.scrollHeight - list.clientHeight - list.scrollTop
        sticks.current = below < 60
        setAway(below > 160)
      })
    }
    const watcher = new ResizeObserver(() => sticks.current && settle(list))
    for (const child of list.children) watcher.observe(child)
    watcher.observe(list)
    for (const name of hands) list.addEventListener(name, take, { passive: true })
    return () => {
      watcher.disconnect()
      for (const name of hands) list.removeEventListener(name, take)
    }
  }, [log, last, dots])
  useLayoutEffect(() => {
    const list = log.current
    if (!list || !open) return
    if ([...list.querySelectorAll('.row')].at(-1)?.classList.contains('own')) go()
    else if (sticks.current) settle(list)
    else setAway(true)
  }, [log, last, dots, open])
  return { away, go }
}

const hands = ['wheel', 'touchmove', 'keydown', 'pointerup']

/**
 * A long answer is read from its beginning: it starts at the upper edge when it does not fit. Where it ends in something to press
 * that fits by itself, that is what is shown whole.
 */
function settle(list: HTMLElement | null, smooth = false): void {
  if (!list) return
  const rows = [...list.querySelectorAll<HTMLElement>('.row')]
  const bottom = list.scrollHeight - list.clientHeight
  const last = rows.at(-1)
  const answer = rows[rows.findLastIndex((row) => row.classList.contains('own')) + 1]
  const pressable = last?.querySelector('.card') && last.offsetHeight < list.clientHeight - 24
  const top = !answer || pressable ? bottom : Math.min(bottom, answer.offsetTop - 12)
  list.scrollTo({ top, behavior: smooth ? 'auto' : 'instant' })
}
