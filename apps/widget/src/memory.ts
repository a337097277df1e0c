/** What the browser keeps for one shop. Where storage is closed (private windows, strict settings) it lasts as long as the page. */
export interface Memory {
  read(name: string): string | null
  write(name: string, value: string | null): void
  /** Names that begin so. */
  names(prefix: string): string[]
  /** Hears what another tab wrote. */
  onOther(hear: (name: string, value: string | null) => void): void
}

export function createMemory(key: string, area: () => Storage): Memory {
  const prefix = `parley:${key}:`
  const held = new Map<string, string>()
  const storage = opened(area)
  return {
    read: (name) => storage?.getItem(prefix + name) ?? held.get(name) ?? null,
    write: (name, value) => {
      if (value === null) held.delete(name)
      else held.set(name, value)
      try {
        if (value === null) storage?.removeItem(prefix + name)
        else storage?.setItem(prefix + name, value)
      } catch {
        // Full: what is held in the page has to do.
      }
    },
    names: (start) => {
      const stored = storage ? Object.keys(storage).filter((name) => name.startsWith(prefix)) : []
      const all = new Set([...held.keys(), ...stored.map((name) => name.slice(prefix.length))])
      return [...all].filter((name) => name.startsWith(start))
    },
    onOther: (hear) => {
      addEventListener('storage', (event) => {
        if (event.storageArea !== storage || !event.key?.startsWith(prefix)) return
        const name = event.key.slice(prefix.length)
        if (event.newValue === null) held.delete(name)
        hear(name, event.newValue)
      })
    },
  }
}

function opened(area: () => Storage): Storage | undefined {
  try {
    const storage = area()
    storage.setItem('parley', '1')
    storage.removeItem('parley')
    return storage
  } catch {
    return undefined
  }
}
