import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { Bringing, Files } from './send-files.tsx'
import { inWords } from './words.ts'

/** What to send, what is being recorded, and what is on its way. */
export function Tray({ files }: { files: Files }) {
  return (
    <>
      {files.asks && <Choice files={files} />}
      {files.bringing.map((one) => (
        <OnItsWay key={one.key} one={one} files={files} />
      ))}
    </>
  )
}

function Choice({ files }: { files: Files }) {
  const input = useRef<HTMLInputElement>(null)
  const first = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => first.current?.focus(), [])
  const { recording } = files
  if (typeof recording === 'object') return <Recorder since={recording.since} files={files} />
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a look and a name that no panel needs
    <div
      class="tray"
      role="group"
      aria-label={inWords('tray')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        files.close()
      }}
    >
      <button type="button" ref={first} onClick={() => input.current?.click()}>
        {inWords('picture')}
      </button>
      {'MediaRecorder' in window && (
        <button type="button" disabled={recording === 'starting'} onClick={() => files.record()}>
          {inWords('sound')}
        </button>
      )}
      <button type="button" class="quiet" onClick={() => files.close()}>
        {inWords('close')}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={inWords('picture')}
        onChange={({ currentTarget }) => {
          if (currentTarget.files) files.take(currentTarget.files)
          currentTarget.value = ''
        }}
      />
      {recording === 'refused' && <p role="alert">{inWords('no_microphone')}</p>}
    </div>
  )
}

function Recorder({ since, files }: { since: number; files: Files }) {
  const seconds = Math.floor((Date.now() - since) / 1_000)
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  // Five minutes are a call, not a note.
  useEffect(() => {
    if (seconds >= 300) files.endRecording(true)
  }, [seconds, files])
  return (
    <div class="tray">
      <span class="recording">
        <i /> {inWords('recording', { time })}
      </span>
      <button type="button" onClick={() => files.endRecording(true)}>
        {inWords('send_sound')}
      </button>
      <button type="button" class="quiet" onClick={() => files.endRecording(false)}>
        {inWords('cancel')}
      </button>
    </div>
  )
}

function OnItsWay({ one, files }: { one: Bringing; files: Files }) {
  const { key, file, part, fault } = one
  if (!fault)
    return (
      <div class="tray">
        <label>
          {inWords('sending', { name: file.name })}
          <progress value={part} max={1} />
        </label>
      </div>
    )
  return (
    <div class="tray" role="alert">
      <span>{inWords(fault, { name: file.name })}</span>
      {fault === 'unreached' && (
        <button type="button" onClick={() => files.retry(key)}>
          {inWords('again')}
        </button>
      )}
      <button type="button" class="quiet" onClick={() => files.remove(key)}>
        {inWords('remove')}
      </button>
    </div>
  )
}
