import { fetchPart, replaceKeepingFocus } from './fetch-part.ts'
import { visitorToken } from './visitor.ts'

let watched = ''

/** The drawer, the forms in it and on the basket's page, and the number in the header. */
export function tendBasket(): void {
  document.addEventListener('click', (event) => {
    const { target } = event
    if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (target.closest('[data-open-basket]') && location.pathname !== '/cart') {
      event.preventDefault()
      openDrawer()
    }
    // A tap on the veil beside it.
    if (target === drawer()) drawer()?.close()
  })
  document.addEventListener('submit', (event) => {
    const { target, submitter } = event
    if (!(target instanceof HTMLFormElement) || target.dataset.basketForm === undefined) return
    if (target.dataset.plain !== undefined) return
    event.preventDefault()
    send(target, submitter)
  })
  document.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.name === 'quantity') target.form?.requestSubmit()
  })
  document.addEventListener('parley:cart', () => refresh())
  // Back from another page, this one may be an old picture of itself.
  addEventListener('pageshow', ({ persisted }) => persisted && refresh())
  const { basket } = document.body.dataset
  if (basket) watch(basket)
}

const drawer = () => document.querySelector<HTMLDialogElement>('dialog#basket')
const shownView = () => document.querySelector<HTMLElement>('#main [data-basket-view]') ?? drawer()?.firstElementChild

async function openDrawer(): Promise<void> {
  const fresh = await fetchPart('/cart', 'drawer')
  if (fresh) show(fresh, true)
  else location.assign('/cart')
}

/** One after the other: the second of two quick taps must see what the first has made. */
let busy: Promise<void> = Promise.resolve()
function send(form: HTMLFormElement, submitter: HTMLElement | null): void {
  const inPage = form.closest('[data-basket-view="page"]') !== null
  // What was pressed inside the drawer does not open it again when it has been closed meanwhile.
  const opens = form.closest('dialog') === null
  const fields = new FormData(form, submitter)
  if (form.dataset.busy !== undefined) return
  form.dataset.busy = ''
  busy = busy.then(async () => {
    const fresh = await fetchPart(form.action, inPage ? 'page' : 'drawer', fields)
    delete form.dataset.busy
    if (fresh) show(fresh, opens)
    else sendPlainly(form, submitter)
  })
}

/** As it would go without any of this: the page that comes says what is wrong. */
function sendPlainly(form: HTMLFormElement, submitter: HTMLElement | null): void {
  form.dataset.plain = ''
  form.requestSubmit(submitter?.isConnected ? submitter : null)
}

function show(fresh: Element, opens: boolean): void {
  if (!(fresh instanceof HTMLElement)) return
  const view = fresh.dataset.basketView
  const place = drawer()
  tellCount(fresh)
  if (view === 'page') {
    const old = document.querySelector('#main [data-basket-view]')
    if (old) replaceKeepingFocus(old, fresh)
  } else if (place) {
    if (place.firstElementChild) replaceKeepingFocus(place.firstElementChild, fresh)
    else place.append(fresh)
    if (opens && !place.open) place.showModal()
  }
  tellLookers()
  if (fresh.dataset.id) watch(fresh.dataset.id)
}

/** The basket changed elsewhere: in the chat, by an agent, in another tab. */
async function refresh(version?: number): Promise<void> {
  if (version !== undefined && version <= Number(document.body.dataset.basketVersion)) return
  const inPage = document.querySelector('#main [data-basket-view]') !== null
  const fresh = await fetchPart('/cart', inPage ? 'page' : 'drawer')
  if (!(fresh instanceof HTMLElement)) return
  if (inPage || drawer()?.open) show(fresh, false)
  else tellCount(fresh)
  if (fresh.dataset.id) watch(fresh.dataset.id)
}

/** Who of the shop looks at the basket just now. */
let lookers: string[] = []

function tellLookers(): void {
  const names = new Intl.ListFormat(document.documentElement.lang).format(lookers)
  for (const place of document.querySelectorAll<HTMLElement>('[data-seen-by]')) {
    place.hidden = lookers.length === 0
    place.textContent = place.dataset.seenBy?.replace('{names}', names) ?? ''
  }
}

function tellCount({ dataset }: HTMLElement): void {
  document.body.dataset.basketVersion = dataset.version
  for (const place of document.querySelectorAll('[data-basket-count]')) {
    const [number, words] = place.children
    if (number) number.textContent = dataset.count ?? ''
    if (words) words.textContent = dataset.countWords ?? ''
  }
}

/** The line is opened once there is a basket to hear of, and fetched only then. */
async function watch(cartId: string): Promise<void> {
  const token = visitorToken()
  if (!token || watched === cartId) return
  watched = cartId
  const { watchCart } = await import('./watch-cart.ts')
  watchCart(
    () => ({ token: visitorToken() ?? token, cartId: watched }),
    (version) => {
      const view = shownView()
      const seen = view instanceof HTMLElement ? Number(view.dataset.version) : 0
      if (version > Math.max(seen, Number(document.body.dataset.basketVersion))) refresh(version)
    },
    (names) => {
      lookers = names
      tellLookers()
    },
  )
}
