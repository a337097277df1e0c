import { render } from 'preact'
import { watch } from '../cell.ts'
import type { Chat } from '../chat.ts'
import { createMemory } from '../memory.ts'
import type { Mount } from '../mount.ts'
import { words } from '../words.ts'
import { type BringFault, bringFile } from './bring-file.ts'
import styles from './files.css?inline'
import type { Recording } from './record-sound.ts'
import { Tray } from './tray.tsx'
import { inWords, speakOfFiles } from './words.ts'

/** A file on its way to the shop. */
export interface Bringing {
  key: number
  file: File
  part: number
  fault: BringFault | undefined
}

export interface Files {
  /** Whether she is asked what to send. */
  asks: boolean
  bringing: readonly Bringing[]
  recording: { since: number } | 'starting' | 'refused' | undefined
  take(files: Iterable<File>): void
  retry(key: number): void
  remove(key: number): void
  record(): void
  endRecording(send: boolean): void
  close(): void
}

let open: { ask(): void; take(files: Iterable<File>): void } | undefined

/** Sends what was dropped or pasted, or asks what to send. Fetched when somebody does; it stands above the field. */
export function sendFiles(mount: Mount, chat: Chat, given?: FileList): void {
  open ??= openFiles(mount, chat)
  if (given) open.take(given)
  else open.ask()
}

/** As much as anybody sends at once. */
const mostAtOnce = 10

function openFiles({ root, origin, settings }: Mount, chat: Chat) {
  const place = root.getElementById('files') ?? root
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  const memory = createMemory(settings.key, () => localStorage)
  let recorder: Recording | null = null
  let last = 0

  const draw = () => render(<Tray files={{ ...files }} />, place)
  const alter = (key: number, change: Partial<Bringing>) => {
    files.bringing = files.bringing.map((one) => (one.key === key ? { ...one, ...change } : one))
    draw()
  }
  const bring = async ({ key, file }: Bringing) => {
    const address = `${origin}/api/widget/files?${new URLSearchParams({ key: settings.key, name: file.name })}`
    const brought = await bringFile(address, memory.read('visitor') ?? '', file, (part) => alter(key, { part }))
    if ('fault' in brought) return alter(key, { fault: brought.fault })
    files.remove(key)
    const refusals = await chat.say({ type: 'file', attachmentId: brought.attachmentId }, file.name)
    if (refusals.length === 0) return
    files.bringing = [...files.bringing, { key, file, part: 0, fault: 'unreached' }]
    draw()
  }
  const files: Files = {
    asks: false,
    bringing: [],
    recording: undefined,
    take: (taken) => {
      const added = [...taken].slice(0, mostAtOnce).map((file) => ({ key: ++last, file, part: 0, fault: undefined }))
      files.asks = false
      files.bringing = [...files.bringing, ...added]
      draw()
      for (const one of added) void bring(one)
    },
    retry: (key) => {
      const found = files.bringing.find((one) => one.key === key)
      alter(key, { part: 0, fault: undefined })
      if (found) void bring(found)
    },
    remove: (key) => {
      files.bringing = files.bringing.filter((one) => one.key !== key)
      draw()
    },
    record: async () => {
      files.recording = 'starting'
      draw()
      const { recordSound } = await import('./record-sound.ts')
      recorder = await recordSound()
      files.recording = recorder ? { since: Date.now() } : 'refused'
      draw()
    },
    endRecording: async (send) => {
      const ended = recorder
      recorder = null
      files.recording = undefined
      files.asks = false
      if (!send) ended?.cancel()
      const sound = send ? await ended?.stop() : undefined
      if (sound) files.take([new File([sound], inWords('voice_name'), { type: sound.type })])
      draw()
    },
    close: () => {
      files.asks = false
      files.recording = undefined
      draw()
    },
  }
  setInterval(() => recorder && draw(), 500)
  watch(() => void speakOfFiles(words.value.language).then(draw))
  return {
    take: files.take,
    ask: () => {
      files.asks = !files.asks
      if (recorder) files.endRecording(false)
      else draw()
    },
  }
}
