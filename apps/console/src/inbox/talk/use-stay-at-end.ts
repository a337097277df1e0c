import { type RefObject, useEffect, useRef } from 'react'

/** Keeps the end of the log in sight as it grows, unless the reader has scrolled up to read. */
export function useStayAtEnd(log: RefObject<HTMLDivElement | null>, length: number): void {
  const follows = useRef(true)
  useEffect(() => {
    const box = log.current
    const inner = box?.lastElementChild
    if (!box || !inner) return
    const toEnd = () => {
      if (follows.current) box.scrollTop = box.scrollHeight
    }
    const scrolled = () => {
      follows.current = box.scrollHeight - box.scrollTop - box.clientHeight < 80
    }
    // Cards and pictures are drawn after they stand in the log.
    const growing = new ResizeObserver(toEnd)
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
    const box = log.current
    if (box && follows.current) box.scrollTop = box.scrollHeight
  }, [log, length])
}
