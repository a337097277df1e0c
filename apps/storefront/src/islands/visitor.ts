const cookieName = 'parley_visitor'

/**
 * The chat keeps its visitor in local storage and the site in a cookie: both are made the same. The cookie wins where they differ, since the
 * page that is seen was drawn for it; a token that the chat is given later becomes the cookie.
 */
export function shareVisitor(): void {
  const name = `parley:${document.body.dataset.key}:visitor`
  const cookie = visitorToken()
  try {
    const stored = localStorage.getItem(name)
    if (cookie && cookie !== stored) localStorage.setItem(name, cookie)
    else if (!cookie && stored) keep(stored)
  } catch {
    // Storage is closed: the chat will tell below.
  }
  document.addEventListener('parley:visitor', (event) => {
    const token = event instanceof CustomEvent ? event.detail?.token : undefined
    if (typeof token === 'string' && token !== visitorToken()) keep(token)
  })
}

export function visitorToken(): string | undefined {
  const found = document.cookie.split('; ').find((part) => part.startsWith(`${cookieName}=`))
  return found && decodeURIComponent(found.slice(cookieName.length + 1))
}

function keep(token: string): void {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the newer way is missing on pages that are not served securely
  document.cookie = `${cookieName}=${encodeURIComponent(token)}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`
}
