/** Menus close as people expect: by Escape, by a tap beside them. */
export function tendMenus(): void {
  document.addEventListener('click', ({ target }) => {
    for (const menu of openMenus()) if (target instanceof Node && !menu.contains(target)) menu.open = false
  })
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return
    for (const menu of openMenus()) {
      const hadFocus = menu.contains(document.activeElement)
      menu.open = false
      if (hadFocus) menu.querySelector('summary')?.focus()
    }
  })
  document.addEventListener('submit', ({ target }) => {
    if (target instanceof HTMLFormElement && target.dataset.once !== undefined) pressOnce(target)
  })
}

const openMenus = () => document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')

/** What was pressed stays pressed until the next page is there; coming back to this one makes it ready again. */
function pressOnce(form: HTMLFormElement): void {
  const button = form.querySelector('button')
  if (!button) return
  // After the form has gone out: a disabled button would not be sent with it.
  setTimeout(() => {
    button.disabled = true
  })
  addEventListener('pageshow', () => {
    button.disabled = false
  })
}
