import { visitorToken } from './visitor.ts'

const everyMs = 20_000

/**
 * Tells the shop's people that somebody is here, while the page can be seen. What is told is the path, the language and a number for this tab;
 * a browser that asks not to be followed tells nothing.
 */
export function tendVisit(): void {
  if (wantsNone()) return
  const visitId = idOfTab()
  const { key } = document.body.dataset
  if (!key || !visitId) return
  const tell = async () => {
    if (document.visibilityState !== 'visible') return
    const token = visitorToken()
    const answer = await fetch('/api/widget/here', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        key,
        visitId,
        visitorToken: token,
        page: location.pathname,
        language: document.documentElement.lang,
      }),
    })
    const told: { conversationId?: string | null; visitorToken?: string | null } = answer.ok ? await answer.json() : {}
    if (!told.conversationId) return
    if (told.visitorToken && !token) {
      localStorage.setItem(`parley:${key}:visitor`, told.visitorToken)
      document.dispatchEvent(new CustomEvent('parley:visitor', { detail: { token: told.visitorToken } }))
    }
    showTalk(key, told.conversationId)
  }
  const soon = () => void tell().catch(() => {})
  setInterval(soon, everyMs)
  document.addEventListener('visibilitychange', soon)
  soon()
}

/** The chat hears of the talk as if another tab had begun it. */
function showTalk(key: string, conversationId: string): void {
  const name = `parley:${key}:conversation`
  localStorage.setItem(name, conversationId)
  dispatchEvent(new StorageEvent('storage', { key: name, newValue: conversationId, storageArea: localStorage }))
  const chat: unknown = Reflect.get(window, 'parley')
  if (typeof chat === 'object' && chat && 'open' in chat && typeof chat.open === 'function') chat.open()
}

const wantsNone = (): boolean =>
  ('globalPrivacyControl' in navigator && navigator.globalPrivacyControl === true) || navigator.doNotTrack === '1'

/** For this tab alone, and gone with it. */
function idOfTab(): string | null {
  try {
    const known = sessionStorage.getItem('parley:visit')
    if (known) return known
    const made = [...crypto.getRandomValues(new Uint8Array(12))]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('')
    sessionStorage.setItem('parley:visit', made)
    return made
  } catch {
    return null
  }
}
