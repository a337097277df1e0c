import type { Sending } from './call-peer.ts'

/** Why there is no sound, picture or screen of one's own: not allowed, not there, or in use elsewhere. */
export type MediaTrouble = 'microphone' | 'camera' | 'screen'

export interface Device {
  id: string
  label: string
}

export interface Media {
  tracks(): Sending
  /** Opens the microphone, or says why not. */
  openSound(deviceId?: string): Promise<MediaTrouble | null>
  openCamera(deviceId?: string): Promise<MediaTrouble | null>
  closeCamera(): void
  openScreen(onEnded: () => void): Promise<MediaTrouble | null>
  closeScreen(): void
  /** Silent without being closed: on again at once. */
  setSound(on: boolean): void
  microphones(): Promise<Device[]>
  cameras(): Promise<Device[]>
  close(): void
}

/** One's own microphone, camera and screen. A device is open only while it is used: its light goes out when it is not. */
export function openMedia(devices: MediaDevices): Media {
  let sound: MediaStreamTrack | null = null
  let camera: MediaStreamTrack | null = null
  let screen: MediaStreamTrack | null = null

  const one = async (constraints: MediaStreamConstraints): Promise<MediaStreamTrack | null> => {
    const stream = await devices.getUserMedia(constraints).catch(() => null)
    return stream?.getTracks()[0] ?? null
  }
  const named = async (kind: MediaDeviceKind): Promise<Device[]> => {
    const all = await devices.enumerateDevices().catch(() => [])
    return all.flatMap((each) =>
      each.kind === kind && each.deviceId ? [{ id: each.deviceId, label: each.label }] : [],
    )
  }
  const closeScreen = (): void => {
    screen?.stop()
    screen = null
  }

  return {
    tracks: () => ({ sound, camera, screen }),
    async openSound(deviceId) {
      const opened = await one({
        audio: {
          echoCancellation: true,
          noiseSuppression: true,
          ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
        },
      })
      if (!opened) return 'microphone'
      opened.enabled = sound?.enabled ?? true
      sound?.stop()
      sound = opened
      return null
    },
    async openCamera(deviceId) {
      const opened = await one({
        video: {
          width: { ideal: 1280 },
          height: { ideal: 720 },
          ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
        },
      })
      if (!opened) return 'camera'
      camera?.stop()
      camera = opened
      return null
    },
    closeCamera: () => {
      camera?.stop()
      camera = null
    },
    async openScreen(onEnded) {
      const stream = await devices.getDisplayMedia({ video: true }).catch(() => null)
      const [opened] = stream?.getVideoTracks() ?? []
      if (!opened) return 'screen'
      closeScreen()
      screen = opened
      // The browser's own "stop sharing".
      opened.onended = onEnded
      return null
    },
    closeScreen,
    setSound: (on) => {
      if (sound) sound.enabled = on
    },
    microphones: () => named('audioinput'),
    cameras: () => named('videoinput'),
    close: () => {
      for (const track of [sound, camera, screen]) track?.stop()
      sound = camera = screen = null
    },
  }
}
