/** Rings quietly, two notes every three seconds, until it is stopped. A browser that lets no page sound by itself stays silent. */
export function startRinging(): () => void {
  const context = new AudioContext()
  const note = (at: number, pitch: number): void => {
    const tone = new OscillatorNode(context, { type: 'sine', frequency: pitch })
    const loudness = new GainNode(context, { gain: 0 })
    loudness.gain.setValueAtTime(0, at)
    loudness.gain.linearRampToValueAtTime(0.08, at + 0.03)
    loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.5)
    tone.connect(loudness).connect(context.destination)
    tone.start(at)
    tone.stop(at + 0.55)
  }
  const ring = (): void => {
    if (context.state !== 'running') return
    note(context.currentTime, 660)
    note(context.currentTime + 0.3, 880)
  }
  ring()
  const timer = setInterval(ring, 3_000)
  return () => {
    clearInterval(timer)
    void context.close()
  }
}
