/** Fetches a piece of a page that the server has drawn. Nothing where it could not be had: then the page itself has to be loaded. */
export async function fetchPart(address: string, part: string, form?: FormData): Promise<Element | null> {
  try {
    const answer = await fetch(address, {
      headers: { 'x-parley-part': part },
      ...(form && {
        method: 'POST',
        body: new URLSearchParams([...form].map(([name, value]) => [name, String(value)])),
      }),
    })
    if ((!answer.ok && answer.status !== 422) || answer.redirected) return null
    const holder = document.createElement('template')
    holder.innerHTML = await answer.text()
    return holder.content.firstElementChild
  } catch {
    return null
  }
}

/** Puts the new piece in place of the old one and leaves the focus where it was. */
export function replaceKeepingFocus(old: Element, fresh: Element): void {
  const active = document.activeElement
  const within = active instanceof HTMLElement && old.contains(active) ? active : undefined
  const key = within?.dataset.key
  const href = within?.getAttribute('href')
  old.replaceWith(fresh)
  if (!within) return
  const same = key ? `[data-key="${CSS.escape(key)}"]` : href ? `[href="${CSS.escape(href)}"]` : ''
  const next = (same && fresh.querySelector<HTMLElement>(same)) || fresh.querySelector<HTMLElement>('h1, h2')
  if (!next) return
  if (next.matches('h1, h2')) next.tabIndex = -1
  next.focus({ preventScroll: true })
}
