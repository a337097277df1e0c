import { useSyncExternalStore } from 'react'
import { useDesk } from '../live/desk-context.tsx'
import type { CallsLook } from './desk-calls.ts'

/** What rings and what goes on, drawn anew with every change. */
export function useCalls(): CallsLook {
  const { calls } = useDesk()
  return useSyncExternalStore(calls.subscribe, calls.look)
}
