/** Moves the focus to the next or previous row; from outside the list, to the one beside the open conversation or the first. */
export function stepInList(list: HTMLElement, by: 1 | -1): void {
  const rows = [...list.querySelectorAll<HTMLAnchorElement>('a[href]')]
  const focused = rows.findIndex((row) => row.matches(':focus'))
  const open = rows.findIndex((row) => row.hasAttribute('aria-current'))
  const from = focused >= 0 ? focused : open
  const to = from < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, from + by))
  rows[to]?.focus()
  rows[to]?.scrollIntoView({ block: 'nearest' })
}
