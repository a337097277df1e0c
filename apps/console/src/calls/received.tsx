import type { LiveCall } from '@parley/ui/call'
import { type RefObject, useEffect, useRef } from 'react'
import styles from './call-bar.module.css'

/** What is heard. Held calls are silent. */
export function CallSound({ live }: { live: LiveCall }) {
  const element = useRef<HTMLAudioElement>(null)
  useTrack(element, live.received()?.sound ?? null)
  const { held } = live.own()
  useEffect(() => {
    if (element.current) element.current.muted = held
  }, [held])
  // biome-ignore lint/a11y/useMediaCaption: a talk that goes on has no captions
  return <audio ref={element} autoPlay />
}

/** What is seen: the shopper's screen before her face, one's own small beside it. */
export function CallPictures({ live }: { live: LiveCall }) {
  const { shopper } = live.call()
  const received = live.received()
  const shown = shopper?.held ? null : shopper?.screen ? received?.screen : shopper?.camera ? received?.camera : null
  const own = live.camera()
  if (!shown && !own) return null
  return (
    <div className={styles.pictures}>
      {shown && <Picture track={shown} label={shopper?.screen ? 'The shopper’s screen' : 'The shopper'} />}
      {own && <Picture track={own} label="Your picture" own />}
    </div>
  )
}

function Picture({ track, label, own = false }: { track: MediaStreamTrack; label: string; own?: boolean }) {
  const element = useRef<HTMLVideoElement>(null)
  useTrack(element, track)
  return (
    <video ref={element} className={own ? styles.own : styles.shown} aria-label={label} autoPlay playsInline muted />
  )
}

function useTrack(element: RefObject<HTMLMediaElement | null>, track: MediaStreamTrack | null): void {
  useEffect(() => {
    if (!element.current) return
    element.current.srcObject = track ? new MediaStream([track]) : null
    // A browser may want a press first; the next one will do.
    if (track) void element.current.play().catch(() => {})
  }, [element, track])
}
