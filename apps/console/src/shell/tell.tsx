import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { sayFault } from '../api/problem.ts'

const shownMs = 7_000

/** Says what has been done and offers to take it back. `undo` runs at most once. */
export function tellDone(message: string, undo?: () => void): void {
  const id = notifications.show({
    message: undo ? <WithUndo message={message} onUndo={takeBack} /> : message,
    autoClose: shownMs,
    withBorder: true,
    onClose: () => {
      if (lastUndo === takeBack) lastUndo = undefined
    },
  })
  function takeBack(): void {
    if (lastUndo === takeBack) lastUndo = undefined
    notifications.hide(id)
    undo?.()
  }
  if (undo) lastUndo = takeBack
}

let lastUndo: (() => void) | undefined

/** Takes back what was done last, while that is still offered. */
export function undoLast(): void {
  lastUndo?.()
}

export function tellFault(fault: unknown): void {
  notifications.show({ message: sayFault(fault), color: 'bad', autoClose: 10_000, withBorder: true })
}

/** For what can't be undone afterwards: it is done only when the time to take it back has passed. */
export function doUnlessUndone(message: string, run: () => void, undone: () => void): void {
  let taken = false
  const leave = () => finish()
  const timer = setTimeout(() => finish(), shownMs)
  function finish(): void {
    if (taken) return
    taken = true
    clearTimeout(timer)
    globalThis.removeEventListener('pagehide', leave)
    run()
  }
  globalThis.addEventListener('pagehide', leave)
  tellDone(message, () => {
    if (taken) return
    taken = true
    clearTimeout(timer)
    globalThis.removeEventListener('pagehide', leave)
    undone()
  })
}

function WithUndo({ message, onUndo }: { message: string; onUndo: () => void }) {
  return (
    <div style={{ display: 'flex', alignItems: 'center', gap: 12 }}>
      <span style={{ flex: 1 }}>{message}</span>
      <Button size="compact-sm" variant="default" onClick={onUndo}>
        Undo
      </Button>
    </div>
  )
}
