import { fetchPart } from './fetch-part.ts'

/** Another country has other ways of delivery: they are shown as soon as it is chosen. */
export function tendCheckout(): void {
  document.addEventListener('change', async ({ target }) => {
    if (!(target instanceof HTMLSelectElement) || target.dataset.country === undefined || !target.form) return
    const fresh = await fetchPart(target.form.action, 'delivery', new FormData(target.form))
    if (fresh) document.querySelector('[data-delivery-choice]')?.replaceWith(fresh)
  })
}
