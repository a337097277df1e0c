import { tone } from './colour.ts'
import { around, feelOf, finish } from './materials.ts'
import { type DrawingInput, type Pen, path } from './pen.ts'

export const glowing = '#fff1cf'

/** Light that leaves a lamp: soft, warm, and only where air is. */
export function glow(pen: Pen, x: number, y: number, radius: number, strength = 0.75): string {
  const id = pen.define(
    'glow',
    (name) =>
      `<radialGradient id="${name}"><stop offset="0" stop-color="#fff0c8" stop-opacity="${strength}"/><stop offset=".45" stop-color="#ffe9b4" stop-opacity="${strength * 0.32}"/><stop offset="1" stop-color="#ffe9b4" stop-opacity="0"/></radialGradient>`,
  )
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="url(#${id})"/>`
}

/** A cloth shade seen from just below its middle, lit from inside. */
export function shade(
  pen: Pen,
  input: DrawingInput,
  x: number,
  top: number,
  bottom: number,
  upper: number,
  lower: number,
): string {
  const hex = input.colour.hex
  const feel = feelOf(input.material)
  const dip = lower * 0.09
  const lit = pen.define(
    'shade-lit',
    (id) =>
      `<linearGradient id="${id}" x2="0" y2="1"><stop offset="0" stop-color="#ffe3a6" stop-opacity=".08"/><stop offset=".62" stop-color="#ffdf9c" stop-opacity=".42"/><stop offset="1" stop-color="#ffd98c" stop-opacity=".2"/></linearGradient>`,
  )
  const outline = path(
    'M',
    [x - upper, top],
    'Q',
    [x, top + dip * 0.7],
    [x + upper, top],
    'L',
    [x + lower, bottom],
    'Q',
    [x, bottom + dip * 1.6],
    [x - lower, bottom],
    'Z',
  )
  const rim = (y: number, half: number, sag: number) => path('M', [x - half, y], 'Q', [x, y + sag], [x + half, y])
  return [
    `<g ${finish(pen, feel, { edge: 6, depth: 0.4 })}><path d="${outline}" fill="${around(pen, hex, feel)}"/></g>`,
    `<path d="${outline}" fill="url(#${lit})"/>`,
    `<path d="${rim(top + 3, upper, dip * 0.7)} ${rim(bottom - 4, lower, dip * 1.6)}" fill="none" stroke="${tone(hex, -0.14)}" stroke-width="1.6" opacity=".65"/>`,
    `<path d="${rim(top + 1, upper, dip * 0.7)}" fill="none" stroke="${tone(hex, 0.16)}" stroke-width="1" opacity=".8"/>`,
  ].join('')
}

export function column(
  pen: Pen,
  x: number,
  top: number,
  bottom: number,
  half: number,
  hex: string,
  feel: 'wood' | 'metal',
): string {
  return `<g ${finish(pen, feel, { edge: 2, depth: 0.3, upright: true })}><rect x="${x - half}" y="${top}" width="${half * 2}" height="${bottom - top}" rx="${Math.min(2, half)}" fill="${around(pen, hex, feel)}"/></g>`
}
