export interface Recording {
  /** Ends it and hands it over. */
  stop(): Promise<Blob>
  cancel(): void
}

/** Takes up what is said into the microphone, in whatever the browser writes; null where it may not, or can't. */
export async function recordSound(): Promise<Recording | null> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
    const type = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg'].find((one) => MediaRecorder.isTypeSupported(one))
    const recorder = new MediaRecorder(stream, { audioBitsPerSecond: 32_000, ...(type ? { mimeType: type } : {}) })
    const pieces: Blob[] = []
    recorder.ondataavailable = ({ data }) => pieces.push(data)
    const end = () => {
      if (recorder.state !== 'inactive') recorder.stop()
      for (const track of stream.getTracks()) track.stop()
    }
    recorder.start()
    return {
      cancel: end,
      stop: () =>
        new Promise((resolve) => {
          recorder.onstop = () => resolve(new Blob(pieces, { type: recorder.mimeType }))
          end()
        }),
    }
  } catch {
    return null
  }
}
