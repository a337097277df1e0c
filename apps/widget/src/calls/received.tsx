import type { LiveCall } from '@parley/ui/call'
import { useEffect, useRef } from 'preact/hooks'
import { inWords } from './words.ts'

/** What is heard. Held calls are silent. */
export function Sound({ live }: { live: LiveCall }) {
  const element = useRef<HTMLAudioElement>(null)
  const track = live.received()?.sound ?? null
  useTrack(element, track)
  const held = live.own().held
  useEffect(() => {
    if (element.current) element.current.muted = held
  }, [held])
  // biome-ignore lint/a11y/useMediaCaption: a talk that goes on has no captions
  return <audio ref={element} autoplay />
}

/** What is seen: the other's screen before her face, one's own small in the corner. */
export function Pictures({ live }: { live: LiveCall }) {
  const { desk } = live.call()
  const received = live.received()
  const shown = desk?.held ? null : desk?.screen ? received?.screen : desk?.camera ? received?.camera : null
  const own = live.camera()
  if (!shown && !own) return null
  return (
    <div class="call-pictures">
      {shown && <Picture track={shown} label={inWords(desk?.screen ? 'their_screen' : 'their_picture')} />}
      {own && <Picture track={own} label={inWords('own_picture')} own />}
    </div>
  )
}

function Picture({ track, label, own = false }: { track: MediaStreamTrack; label: string; own?: boolean }) {
  const element = useRef<HTMLVideoElement>(null)
  useTrack(element, track)
  return <video ref={element} class={own ? 'own' : undefined} aria-label={label} autoplay playsinline muted />
}

function useTrack(element: { current: HTMLMediaElement | null }, track: MediaStreamTrack | null): void {
  useEffect(() => {
    if (!element.current) return
    element.current.srcObject = track ? new MediaStream([track]) : null
    // A browser may want a press first; the next one will do.
    if (track) void element.current.play().catch(() => {})
  }, [element, track])
}
