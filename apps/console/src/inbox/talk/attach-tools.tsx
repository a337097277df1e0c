import { ActionIcon } from '@mantine/core'
import { IconMicrophone, IconPaperclip, IconPlayerStop, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { tellDone } from '../../shell/tell.tsx'
import styles from './composer.module.css'

/** Files by the button, and a few words spoken instead of written. */
export function AttachTools({ onFiles }: { onFiles: (files: Iterable<File>) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const { recording, start, end } = useRecording(onFiles)
  if (recording)
    return (
      <span className={styles.recording} role="status">
        <RecordingTime since={recording} />
        <ActionIcon variant="filled" size={32} aria-label="Send the voice note" onClick={() => end(true)}>
          <IconPlayerStop size={17} stroke={1.75} />
        </ActionIcon>
        <ActionIcon variant="subtle" size={32} aria-label="Throw the voice note away" onClick={() => end(false)}>
          <IconX size={17} stroke={1.75} />
        </ActionIcon>
      </span>
    )
  return (
    <span className={styles.attach}>
      <ActionIcon variant="subtle" size={32} aria-label="Send files" onClick={() => input.current?.click()}>
        <IconPaperclip size={18} stroke={1.75} />
      </ActionIcon>
      <ActionIcon variant="subtle" size={32} aria-label="Record a voice note" onClick={start}>
        <IconMicrophone size={18} stroke={1.75} />
      </ActionIcon>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to send"
        onChange={(event) => {
          if (event.currentTarget.files) onFiles([...event.currentTarget.files])
          event.currentTarget.value = ''
        }}
      />
    </span>
  )
}

/** What is pasted or dropped, where it is files. */
export function filesOf(transfer: DataTransfer | null): File[] {
  return [...(transfer?.files ?? [])]
}

function RecordingTime({ since }: { since: number }) {
  const [now, setNow] = useState(since)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.floor((now - since) / 1_000)
  return (
    <span>
      Recording {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}
    </span>
  )
}

function useRecording(onFiles: (files: Iterable<File>) => void) {
  const [recording, setRecording] = useState<number | null>(null)
  const recorder = useRef<MediaRecorder | null>(null)
  const end = (send: boolean): void => {
    const ended = recorder.current
    recorder.current = null
    setRecording(null)
    if (!ended) return
    ended.ondataavailable = ({ data }) => {
      if (send) onFiles([new File([data], 'Voice note', { type: data.type })])
    }
    ended.stop()
    for (const track of ended.stream.getTracks()) track.stop()
  }
  const start = async (): Promise<void> => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      recorder.current = new MediaRecorder(stream, { audioBitsPerSecond: 32_000 })
      recorder.current.start()
      setRecording(Date.now())
    } catch {
      tellDone('The microphone can’t be used here. Allow it in the browser and try again.')
    }
  }
  // Leaving the conversation leaves the microphone.
  useEffect(
    () => () => {
      for (const track of recorder.current?.stream.getTracks() ?? []) track.stop()
    },
    [],
  )
  return { recording, start: () => void start(), end }
}
