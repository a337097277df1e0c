/** Signs drawn on a 24 grid with a thin line, to sit with the text. */
const shapes = {
  search: 'M10.5 4.5a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM15 15l5 5',
  basket: 'M5 9h14l-1.2 9.2a2 2 0 0 1-2 1.8H8.2a2 2 0 0 1-2-1.8zM8.5 9a3.5 3.5 0 0 1 7 0',
  menu: 'M4 8h16M4 16h16',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  minus: 'M6 12h12',
  plus: 'M6 12h12M12 6v12',
  on: 'M9 5l7 7-7 7',
  down: 'M6 9.5l6 6 6-6',
} as const

export function Sign({ name }: { name: keyof typeof shapes }) {
  return (
    <svg class={`sign sign-${name}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  )
}
