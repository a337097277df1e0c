import type { LiveVisitor } from '@parley/contracts'
import { useEffect, useState } from 'react'
import { useDesk } from '../live/desk-context.tsx'

/** Who is in the shop, for as long as the page is looked at. */
export function useVisitors(): { visitors: readonly LiveVisitor[] | null; refused: Error | null } {
  const { line } = useDesk()
  const [visitors, setVisitors] = useState<readonly LiveVisitor[] | null>(null)
  const [refused, setRefused] = useState<Error | null>(null)
  useEffect(() => {
    const watch = () => line.send({ type: 'watch_visitors', ref: 'visitors', on: true })
    watch()
    const stopOpen = line.onOpen(watch)
    const stopFrame = line.onFrame((frame) => {
      if (frame.type === 'visitors') setVisitors(frame.visitors)
      if (frame.type === 'refused' && frame.ref === 'visitors') setRefused(new Error(frame.problem.title))
    })
    return () => {
      stopOpen()
      stopFrame()
      line.send({ type: 'watch_visitors', ref: 'visitors', on: false })
    }
  }, [line])
  return { visitors, refused }
}
