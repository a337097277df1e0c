import type { DeskConversation } from '@parley/contracts'

/** A new word that somebody should answer: hers, or nobody's yet. */
export interface Alert {
  conversationId: string
  name: string
  text: string
}

/** What to tell when a conversation is told anew: only a longer wait that has just begun, and none that a colleague has in hand. */
export function alertOf(
  before: DeskConversation | undefined,
  after: DeskConversation,
  accountId: string,
): Omit<Alert, 'name'> | null {
  const waits = after.status === 'open' && after.owner !== 'bot' && after.waitingSince !== null
  const isHers = after.owner === 'queue' || after.agent?.id === accountId
  const isNew = before?.waitingSince !== after.waitingSince || before?.agent?.id !== after.agent?.id
  return waits && isHers && isNew ? { conversationId: after.id, text: after.lastText } : null
}

/** Two short tones, made on the spot: no file, and quiet enough for an office. */
export function playChime(): void {
  const context = new AudioContext()
  for (const [place, pitch] of [660, 880].entries()) {
    const tone = context.createOscillator()
    const loudness = context.createGain()
    const begins = context.currentTime + place * 0.14
    tone.frequency.value = pitch
    loudness.gain.setValueAtTime(0.0001, begins)
    loudness.gain.exponentialRampToValueAtTime(0.12, begins + 0.02)
    loudness.gain.exponentialRampToValueAtTime(0.0001, begins + 0.24)
    tone.connect(loudness).connect(context.destination)
    tone.start(begins)
    tone.stop(begins + 0.26)
    if (place === 1) tone.onended = () => void context.close()
  }
}

/** A notice of the system; it leads to the conversation. What was said stands in it only where the agent has let it. */
export async function showNotice({ conversationId, name, text }: Alert): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration('/console/')
  await registration?.showNotification(`${name} is waiting`, {
    body: text.slice(0, 120),
    tag: conversationId,
    icon: '/console/icon.svg',
    data: `/console/inbox/${conversationId}`,
  })
}
