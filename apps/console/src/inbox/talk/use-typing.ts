import { useEffect, useRef } from 'react'
import { useDesk } from '../../live/desk-context.tsx'

const againMs = 3_000

/** Tells the shopper that somebody writes, at most every three seconds, and that she has stopped. */
export function useTyping(conversationId: string) {
  const { line } = useDesk()
  const told = useRef(0)
  const stop = () => {
    if (told.current === 0) return
    told.current = 0
    line.send({ type: 'typing', conversationId, on: false })
  }
  const latestStop = useRef(stop)
  latestStop.current = stop
  useEffect(() => () => latestStop.current(), [])
  return {
    typed: () => {
      const now = Date.now()
      if (now - told.current < againMs) return
      told.current = now
      line.send({ type: 'typing', conversationId, on: true })
    },
    stopped: stop,
  }
}
