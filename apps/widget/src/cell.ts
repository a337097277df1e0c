/**
 * State that is watched. A page of the shop pays for every byte of the chat, and signals with tracked dependencies cost as much
 * as the whole message list; here every watcher looks again after any change, which for one small tree is as quick.
 */
export interface Cell<Value> {
  value: Value
}

const watchers = new Set<() => void>()
let depth = 0
let changed = false

export function cell<Value>(value: Value): Cell<Value> {
  return {
    get value() {
      return value
    },
    set value(next) {
      if (Object.is(next, value)) return
      value = next
      together(() => {
        changed = true
      })
    },
  }
}

/** Runs now and after every change; it may itself change something, as long as that comes to rest. */
export function watch(look: () => void): void {
  watchers.add(look)
  look()
}

/** Several changes, looked at once. */
export function together(change: () => void): void {
  depth++
  try {
    change()
    while (depth === 1 && changed) {
      changed = false
      for (const look of watchers) look()
    }
  } finally {
    depth--
  }
}
