import { type RefObject, useEffect, useRef, useState } from 'react'

const nearEnd = 80

/**
 * Keeps the end of the log in sight as it grows, unless the reader has scrolled up to read. What she says herself brings her back.
 */
export function useStayAtEnd(log: RefObject<HTMLDivElement | null>, length: number, own: number) {
  const follows = useRef(true)
  const [isAway, setAway] = useState(false)

  const toEnd = () => {
    follows.current = true
    if (log.current) log.current.scrollTop = log.current.scrollHeight
  }
  useEffect(() => {
    const box = log.current
    const inner = box?.firstElementChild
    if (!box || !inner) return
    const stay = () => {
      if (follows.current) box.scrollTop = box.scrollHeight
    }
    const scrolled = () => {
      follows.current = box.scrollHeight - box.scrollTop - box.clientHeight < nearEnd
      setAway(!follows.current)
    }
    // Cards and pictures are drawn after they stand in the log.
    const growing = new ResizeObserver(stay)
    growing.observe(inner)
    growing.observe(box)
    box.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      growing.disconnect()
      box.removeEventListener('scroll', scrolled)
    }
  }, [log])
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new part moves the end
  useEffect(() => {
    if (follows.current) toEnd()
  }, [length])
  // biome-ignore lint/correctness/useExhaustiveDependencies: her own words are at the end
  useEffect(() => {
    if (own > 0) toEnd()
  }, [own])
  return { isAway, toEnd }
}
