import { useEffect, useRef, useSyncExternalStore } from 'react'

/** Something that can be done here and now: by its key, from the palette, and listed under `?`. */
export interface Command {
  id: string
  label: string
  group: string
  /** A single key as `KeyboardEvent.key` names it. */
  key?: string
  hint?: string
  run: () => void
}

/** A page offers commands while it is shown; of two with one key the later one has it. */
let offered: readonly (readonly Command[])[] = []
const listeners = new Set<() => void>()

function change(next: readonly (readonly Command[])[]): void {
  offered = next
  for (const listener of listeners) listener()
}

/** Offers commands while the caller is mounted. Their `run` is always the latest one given. */
export function useCommands(commands: readonly Command[]): void {
  const latest = useRef(commands)
  latest.current = commands
  const shape = commands.map(({ id, label, key, hint }) => `${id} ${label} ${key} ${hint}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape says when what is offered has changed
  useEffect(() => {
    const mine = latest.current.map((command) => ({
      ...command,
      run: () => latest.current.find(({ id }) => id === command.id)?.run(),
    }))
    change([...offered, mine])
    return () => change(offered.filter((each) => each !== mine))
  }, [shape])
}

export function useOffered(): readonly Command[] {
  const lists = useSyncExternalStore(subscribe, () => offered)
  return lists.flat()
}

/** Runs the command of a key unless the person is writing or a dialogue is open. */
export function pressKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
  if (isBusy(event.target)) return
  const command = offered.flat().findLast(({ key }) => key === event.key)
  if (!command) return
  event.preventDefault()
  command.run()
}

function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('input, textarea, select')) return true
  return (
    document.querySelector('[role="dialog"][aria-modal="true"]') !== null || target.closest('[role="menu"]') !== null
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
