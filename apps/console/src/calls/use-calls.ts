import { useSyncExternalStore } from 'react'
import { useDesk } from '../live/desk-context.tsx'
import type { CallsState } from './desk-calls.ts'

/** What rings and what goes on, drawn anew with every change. */
export function useCalls(): CallsState {
  const { calls } = useDesk()
  return useSyncExternalStore(calls.subscribe, calls.state)
}
