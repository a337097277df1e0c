import { lightness, tone } from './colour.ts'
import { across, type Feel, finish } from './materials.ts'
import { type DrawingInput, type Pen, round } from './pen.ts'

/** A piece of a garment laid flat. `on` is how it lies: a small part, a panel, or a thick panel. */
export function piece(
  pen: Pen,
  feel: Feel,
  hex: string,
  outline: string,
  on: 'part' | 'panel' | 'thick' = 'panel',
): string {
  const lies = {
    part: { edge: 3, depth: 0.5, cast: 2 },
    panel: { edge: 6, depth: 0.5, cast: 4 },
    thick: { edge: 12, depth: 0.55, cast: 4 },
  } as const
  return `<g ${finish(pen, feel, lies[on])}><path d="${outline}" fill="${across(pen, hex, 0.05)}"/></g>`
}

/** Soft folds inside an outline: each a dark stroke with light beside it. */
export function folds(pen: Pen, name: string, outline: string, lines: string, hex: string, strength = 1): string {
  const clip = pen.define(`clip ${name}`, (id) => `<clipPath id="${id}"><path d="${outline}"/></clipPath>`)
  const soft = pen.define(
    'folds-soft',
    (id) => `<filter id="${id}" x="-.3" y="-.3" width="1.6" height="1.6"><feGaussianBlur stdDeviation="3"/></filter>`,
  )
  return `<g clip-path="url(#${clip})"><g fill="none" stroke-linecap="round" filter="url(#${soft})"><path d="${lines}" stroke="${tone(hex, -0.2)}" stroke-width="7" opacity="${round(0.5 * strength)}"/><path d="${lines}" stroke="${tone(hex, 0.16)}" stroke-width="5" opacity="${round(0.5 * strength)}" transform="translate(-7 -2)"/></g></g>`
}

/** A pattern over an outline, such as knitted stitches, stripes or checks. */
export const over = (outline: string, pattern: string, opacity = 1): string =>
  `<path d="${outline}" fill="url(#${pattern})" opacity="${opacity}"/>`

export const stitches = (pen: Pen, hex: string, size = 7): string =>
  pen.define(
    `stitches ${hex} ${size}`,
    (id) =>
      `<pattern id="${id}" width="${size}" height="${round(size * 0.8)}" patternUnits="userSpaceOnUse"><path d="M0 0L${size / 2} ${round(size * 0.72)}L${size} 0" fill="none" stroke="${tone(hex, -0.15)}" stroke-width="1.1"/><path d="M0 ${round(size * 0.25)}L${size / 2} ${round(size * 0.97)}L${size} ${round(size * 0.25)}" fill="none" stroke="${tone(hex, 0.1)}" stroke-width=".9"/></pattern>`,
  )

export const ribs = (pen: Pen, hex: string, width = 6): string =>
  pen.define(
    `ribs ${hex} ${width}`,
    (id) =>
      `<pattern id="${id}" width="${width}" height="10" patternUnits="userSpaceOnUse"><rect width="${width}" height="10" fill="${tone(hex, 0.02)}"/><rect x="${round(width * 0.62)}" width="${round(width * 0.38)}" height="10" fill="${tone(hex, -0.14)}"/><rect width="1.2" height="10" fill="${tone(hex, 0.12)}" opacity=".7"/></pattern>`,
  )

export const stripes = (pen: Pen, hex: string): string =>
  pen.define(
    'stripes',
    (id) =>
      `<pattern id="${id}" width="20" height="26" patternUnits="userSpaceOnUse"><rect y="6" width="20" height="9" fill="${lightness(hex) > 0.6 ? '#2b3a55' : '#f0eadf'}"/></pattern>`,
  )

export const checks = (pen: Pen, hex: string): string =>
  pen.define(
    'checks',
    (id) =>
      `<pattern id="${id}" width="44" height="44" patternUnits="userSpaceOnUse"><g fill="${tone(hex, -0.24)}" opacity=".5"><rect width="17" height="44"/><rect width="44" height="17"/></g><g fill="${tone(hex, 0.3, 0.5)}" opacity=".7"><rect x="29" width="2.4" height="44"/><rect y="29" width="44" height="2.4"/></g></pattern>`,
  )

/** A seam: a dark line with its stitches beside it. */
export const seam = (line: string, hex: string, thread = tone(hex, lightness(hex) > 0.5 ? -0.16 : 0.18)): string =>
  `<path d="${line}" fill="none" stroke="${tone(hex, -0.16)}" stroke-width="1.2" opacity=".75"/><path d="${line}" fill="none" stroke="${thread}" stroke-width="1" stroke-dasharray="3.4 2.4" transform="translate(2.6 1.6)" opacity=".8"/>`

export const button = (x: number, y: number, hex: string, r = 3.8): string =>
  `<circle cx="${round(x + 0.8)}" cy="${round(y + 1.2)}" r="${r}" fill="#1c130b" opacity=".35"/><circle cx="${x}" cy="${y}" r="${r}" fill="${hex}"/><circle cx="${round(x - 0.5)}" cy="${round(y - 0.6)}" r="${round(r * 0.72)}" fill="${tone(hex, 0.06)}"/><path d="M${x - 1} ${y - 1}h.1M${x + 1} ${y - 1}h.1M${x - 1} ${y + 1}h.1M${x + 1} ${y + 1}h.1" stroke="${tone(hex, -0.3)}" stroke-width="1.2" stroke-linecap="round"/>`

/** Stretches a garment drawn for `drawn` (width by height) to the proportions the product really has. */
export function proportioned(input: DrawingInput, drawn: number, body: string): string {
  const real = input.dimensions.widthMm / input.dimensions.heightMm
  const ratio = Math.min(1.2, Math.max(0.84, Math.sqrt(real / drawn)))
  return `<g transform="translate(200 250) scale(${Math.round(ratio * 1000) / 1000} ${Math.round(1000 / ratio) / 1000}) translate(-200 -250)">${body}</g>`
}
