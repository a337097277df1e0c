import { fetchPart, replaceKeepingFocus } from './fetch-part.ts'

/** Choosing a variant changes the product in place; the address follows, so that it can be sent on and come back to. */
export function tendProduct(): void {
  let latest = 0
  document.addEventListener('click', async (event) => {
    if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return
    const link = event.target.closest<HTMLAnchorElement>('a[data-choose]')
    const old = link?.closest('[data-product]')
    if (!link || !old) return
    event.preventDefault()
    const turn = ++latest
    const fresh = await fetchPart(link.href, 'product')
    if (turn !== latest) return
    if (!fresh) return location.assign(link.href)
    await pictureOf(fresh)
    replaceKeepingFocus(old, fresh)
    history.replaceState(null, '', link.href)
  })
}

/** Waits a moment for the picture, so that it does not blink. */
function pictureOf(fresh: Element): Promise<unknown> {
  const picture = fresh.querySelector('img')
  const patience = new Promise((done) => setTimeout(done, 400))
  return Promise.race([patience, picture?.decode().catch(() => {})])
}
