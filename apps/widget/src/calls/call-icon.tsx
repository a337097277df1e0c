/** Drawn on a 24 grid with a 1.75 line, as all icons of the chat. */
const shapes = {
  accept: 'M6.5 4h3l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5v3a2 2 0 0 1-2 2A16 16 0 0 1 4.5 6a2 2 0 0 1 2-2z',
  microphone: 'M12 4a3 3 0 0 1 3 3v4a3 3 0 0 1-6 0V7a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v3',
  silent: 'M5 5l14 14M9 9v2a3 3 0 0 0 4.5 2.6M15 11V7a3 3 0 0 0-5.5-1.6M6 11a6 6 0 0 0 9.5 4.9M12 17v3',
  camera: 'M4 7h10v10H4zM14 10.5l6-3.5v10l-6-3.5',
  screen: 'M4 5h16v11H4zM9 20h6M12 16v4',
  hold: 'M9 6v12M15 6v12',
  resume: 'M8 5.5v13l11-6.5z',
  devices: 'M5 8h9M18 8h1M5 16h1M10 16h9M16 6v4M8 14v4',
  end: 'M3 14c5-5.5 13-5.5 18 0l-3 3.5-3.5-2V12a9 9 0 0 0-5 0v3.5l-3.5 2z',
} as const

export type CallShape = keyof typeof shapes

export function CallIcon({ name }: { name: CallShape }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  )
}
