import 'rrweb/dist/style.css'
import type { LiveCall } from '@parley/ui/call'
import { openPageLane, type PageLane, type PageSign } from '@parley/ui/call'
import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { Replayer } from 'rrweb'
import { z } from 'zod'
import { useDesk } from '../live/desk-context.tsx'
import styles from './page-view.module.css'

/** What an event of the recorder has at least; the rest is drawn by the recorder's own other half, in a frame without scripts. */
const pageEvent = z.looseObject({ type: z.int(), data: z.unknown(), timestamp: z.number() })
const pageSize = z.object({ width: z.number(), height: z.number() })
const sizeTold = 4

/** The shopper's page as she sees it, without what she types. Moving over it points, a click marks; nothing can be pressed or typed. */
export function PageView({ live }: { live: LiveCall }) {
  const { calls } = useDesk()
  const place = useRef<HTMLDivElement>(null)
  const watching = useRef<Watching>(null)
  const [size, setSize] = useState({ width: 1280, height: 800 })
  const [room, setRoom] = useState(800)

  useEffect(() => {
    if (!place.current) return
    const opened = watch(place.current, (piece) => live.tellPage(piece), setSize)
    watching.current = opened
    const stop = calls.onPage(opened.lane.hear)
    const measure = new ResizeObserver(([entry]) => entry && setRoom(entry.contentRect.width))
    if (place.current.parentElement) measure.observe(place.current.parentElement)
    return () => {
      stop()
      measure.disconnect()
      opened.close()
    }
  }, [calls, live])

  const scale = Math.min(1, room / size.width)
  const sign = (event: PointerEvent, kind: 'point' | 'mark') => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    watching.current?.sign(kind, (event.clientX - left) / scale, (event.clientY - top) / scale)
  }
  return (
    <section className={styles.page} aria-label="The shopper’s page" style={{ height: size.height * scale }}>
      <div ref={place} className={styles.replay} style={{ width: size.width, height: size.height, scale }} />
      <div
        className={styles.glass}
        style={{ width: size.width * scale, height: size.height * scale }}
        onPointerMove={(event) => sign(event, 'point')}
        onPointerDown={(event) => sign(event, 'mark')}
        onPointerLeave={() => watching.current?.rest()}
      />
    </section>
  )
}

interface Watching {
  lane: PageLane
  sign(kind: 'point' | 'mark', x: number, y: number): void
  rest(): void
  close(): void
}

function watch(
  root: HTMLElement,
  tell: (piece: string) => boolean,
  onSize: (size: { width: number; height: number }) => void,
): Watching {
  const replayer = new Replayer([], { root, liveMode: true, mouseTail: false, showWarning: false })
  replayer.startLive()
  const lane = openPageLane({
    tell,
    onHole: () => {},
    onMessage: (message) => {
      const read = pageEvent.safeParse(parsed(message))
      if (!read.success) return
      const event = read.data
      const told = event.type === sizeTold ? pageSize.safeParse(event.data) : null
      if (told?.success) onSize(told.data)
      // Two clocks never agree: what comes is drawn when it comes.
      draw(replayer, { ...event, timestamp: Date.now() })
    },
  })
  const say = (sign: PageSign): void => lane.say(JSON.stringify(sign))
  say({ sign: 'look' })
  let pointed = 0
  return {
    lane,
    sign: (kind, x, y) => {
      if (kind === 'point') {
        if (Date.now() - pointed < 50) return
        pointed = Date.now()
        say({ sign: 'point', x, y })
        return
      }
      const element = replayer.iframe.contentDocument?.elementFromPoint(x, y)
      const node = element ? replayer.getMirror().getId(element) : -1
      if (node > 0) say({ sign: 'mark', node })
    },
    rest: () => say({ sign: 'rest' }),
    close: () => {
      lane.close()
      replayer.destroy()
    },
  }
}

type ReplayedEvent = Parameters<Replayer['addEvent']>[0]

/** The recorder knows its own events; one it can't make sense of is passed over. */
function draw(replayer: Replayer, event: z.infer<typeof pageEvent>): void {
  const known = z.custom<ReplayedEvent>((value) => value === event).parse(event)
  try {
    replayer.addEvent(known)
  } catch {
    // The next whole page mends it.
  }
}

function parsed(message: string): unknown {
  try {
    return JSON.parse(message)
  } catch {
    return null
  }
}
