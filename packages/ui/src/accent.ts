/** A shop's colour made readable: the one for light ground and the one for dark, as CSS. */
export interface Accent {
  light: string
  dark: string
}

/**
 * Takes `#rgb` or `#rrggbb` and limits its lightness, hue and chroma kept: at most 0.505 in OKLCH is 4.5:1 on paper and at least
 * 0.7 is 4.5:1 on the dark card, whatever the hue. White is then readable on the first and ink on the second. Nothing where it
 * is no such colour.
 */
export function accentOf(colour: string | undefined): Accent | undefined {
  const found = colour?.trim() ?? ''
  if (!/^#([\da-f]{3}){1,2}$/i.test(found)) return undefined
  return { light: `oklch(from ${found} min(l, 0.505) c h)`, dark: `oklch(from ${found} max(l, 0.7) c h)` }
}
