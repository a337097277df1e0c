import { tone } from './colour.ts'
import { across, around, feelOf, finish } from './materials.ts'
import { type Drawing, d, framed, type Pen, path, textParam } from './pen.ts'

/** A mug with its ear to the right. */
export const mug: Drawing = (pen, input) => {
  const { widthMm, heightMm } = input.dimensions
  const { left, top, width, height } = framed(widthMm, heightMm, { width: 250, height: 250, bottom: 420 })
  const bottom = top + height
  const hex = input.colour.hex
  const cup = width * 0.73
  const x = left + cup / 2
  const dip = cup * 0.13
  const half = cup / 2
  const wall = path(
    'M',
    [x - half, top + dip],
    'L',
    [x - half * 0.97, bottom - dip * 1.2],
    'C',
    [x - half * 0.96, bottom - dip * 0.2],
    [x - half * 0.6, bottom + dip * 0.45],
    [x, bottom + dip * 0.45],
    'C',
    [x + half * 0.6, bottom + dip * 0.45],
    [x + half * 0.96, bottom - dip * 0.2],
    [x + half * 0.97, bottom - dip * 1.2],
    'L',
    [x + half, top + dip],
    'Z',
  )
  const ear = path(
    'M',
    [x + half * 0.9, top + height * 0.24],
    'C',
    [left + width * 1.06, top + height * 0.14],
    [left + width * 1.06, top + height * 0.86],
    [x + half * 0.88, top + height * 0.74],
  )
  const thick = width * 0.075
  const body = [
    `<g ${finish(pen, 'ceramic', { edge: 3.4, depth: 0.6 })}><path d="${ear}" fill="none" stroke="${tone(hex, -0.05)}" stroke-width="${thick}" stroke-linecap="round"/></g>`,
    `<path d="${ear}" fill="none" stroke="${tone(hex, 0.16)}" stroke-width="${thick * 0.2}" stroke-linecap="round" transform="translate(-1 ${-thick * 0.22})" opacity=".7"/>`,
    `<g ${finish(pen, 'ceramic', { edge: 6, depth: 0.3 })}><path d="${wall}" fill="${around(pen, hex, 'wood')}"/></g>`,
    // The unglazed foot and the line where the glaze stops.
    `<path d="${path('M', [x - half * 0.95, bottom - dip * 0.7], 'C', [x - half * 0.6, bottom + dip * 0.25], [x + half * 0.6, bottom + dip * 0.25], [x + half * 0.95, bottom - dip * 0.7], 'C', [x + half * 0.8, bottom + dip * 0.3], [x + half * 0.4, bottom + dip * 0.45], [x, bottom + dip * 0.45], 'C', [x - half * 0.4, bottom + dip * 0.45], [x - half * 0.8, bottom + dip * 0.3], [x - half * 0.95, bottom - dip * 0.7], 'Z')}" fill="#cdb797" opacity=".85"/>`,
    `<ellipse cx="${x}" cy="${top + dip}" rx="${half}" ry="${dip}" fill="${tone(hex, 0.08)}"/>`,
    `<ellipse cx="${x}" cy="${top + dip * 1.06}" rx="${half * 0.93}" ry="${dip * 0.86}" fill="${across(pen, tone('#f1ebdf', -0.04), 0.06)}"/>`,
    `<path d="${path('M', [x - half * 0.86, top + dip * 1.32], 'Q', [x, top + dip * 2.35], [x + half * 0.86, top + dip * 1.32], 'Q', [x, top + dip * 1.0], [x - half * 0.86, top + dip * 1.32], 'Z')}" fill="#4a2f1f"/><path d="${path('M', [x - half * 0.6, top + dip * 1.35], 'Q', [x - half * 0.2, top + dip * 1.18], [x + half * 0.2, top + dip * 1.2])}" fill="none" stroke="#a77b55" stroke-width="1.6" stroke-linecap="round" opacity=".7"/>`,
    `<path d="${path('M', [x - half * 0.7, top + dip * 2.3], 'C', [x - half * 0.72, top + height * 0.5], [x - half * 0.7, bottom - height * 0.3], [x - half * 0.66, bottom - height * 0.2])}" fill="none" stroke="#fff" stroke-width="${half * 0.13}" stroke-linecap="round" opacity=".22"/>`,
  ]
  return {
    body: body.join(''),
    stands: 'floor',
    ground: { x, y: bottom + dip * 0.2, width: cup * 0.95, depth: dip * 0.9 },
  }
}

export const vase: Drawing = (pen, input) => {
  const { widthMm, heightMm } = input.dimensions
  const { top, width, height } = framed(widthMm, heightMm, { width: 240, height: 320, bottom: 430 })
  const bottom = top + height
  const hex = input.colour.hex
  const half = width / 2
  const slim = textParam(input, 'form', 'round') === 'wave'
  const neck = half * (slim ? 0.66 : 0.36)
  const y = (share: number) => top + height * share
  const side = (s: 1 | -1) =>
    slim
      ? ([
          'C',
          [200 + s * neck * 0.5, y(0.22)],
          [200 + s * half * 1.2, y(0.3)],
          [200 + s * half, y(0.52)],
          'C',
          [200 + s * half * 0.84, y(0.72)],
          [200 + s * half * 0.5, y(0.8)],
          [200 + s * half * 0.62, bottom - 5],
        ] as const)
      : ([
          'C',
          [200 + s * neck * 0.8, y(0.2)],
          [200 + s * half * 1.02, y(0.28)],
          [200 + s * half, y(0.58)],
          'C',
          [200 + s * half * 0.98, y(0.82)],
          [200 + s * half * 0.66, y(0.95)],
          [200 + s * half * 0.5, bottom - 3],
        ] as const)
  const right = path('M', [200 + neck, top + 6], ...side(1))
  const left = path('M', [200 - neck, top + 6], ...side(-1))
  const backwards = mirrored(left)
  const foot = half * (slim ? 0.62 : 0.5)
  const outline = `${right} Q 200 ${bottom + 9} ${200 - foot} ${bottom - (slim ? 5 : 3)} ${backwards} Q 200 ${top + 6 + neck * 0.36} ${200 + neck} ${top + 6} Z`
  const glass = feelOf(input.material) === 'glass'
  const mouth = `<ellipse cx="200" cy="${top + 6}" rx="${neck}" ry="${neck * 0.2}" fill="${glass ? tone(hex, 0.08) : tone(hex, -0.3)}" ${glass ? 'fill-opacity=".5"' : ''} stroke="${tone(hex, glass ? -0.12 : 0.09)}" stroke-width="2.2"/>`
  const body = glass
    ? glassVase(pen, outline, hex, top, bottom, half, mouth)
    : [
        `<g ${finish(pen, 'ceramic', { edge: 9, depth: 0.34 })}><path d="${outline}" fill="${around(pen, hex, 'wood')}"/></g>`,
        gleamOn(pen, top, bottom, half),
        // A thrown pot keeps faint rings from the potter's fingers.
        ...[0.36, 0.46, 0.56, 0.66].map(
          (at) =>
            `<path d="M${200 - half * 0.9} ${y(at)}Q200 ${y(at) + half * 0.2} ${200 + half * 0.9} ${y(at)}" fill="none" stroke="${tone(hex, -0.12)}" stroke-width="1" opacity=".25"/>`,
        ),
        mouth,
      ].join('')
  return { body, stands: 'floor', ground: { x: 200, y: bottom + 1, width: foot * 2, depth: 9 } }
}

/** Window light on a glazed belly: it follows the curve. */
function gleamOn(pen: Pen, top: number, bottom: number, half: number): string {
  const soft = pen.define(
    'gleam',
    (id) => `<filter id="${id}" x="-1" y="-.3" width="3" height="1.6"><feGaussianBlur stdDeviation="4"/></filter>`,
  )
  const high = bottom - top
  const line = d`M${200 - half * 0.34} ${top + high * 0.24}C${200 - half * 0.62} ${top + high * 0.34} ${200 - half * 0.7} ${top + high * 0.5} ${200 - half * 0.62} ${top + high * 0.66}`
  return `<path d="${line}" fill="none" stroke="#fff" stroke-width="${half * 0.17}" stroke-linecap="round" opacity=".42" filter="url(#${soft})"/><path d="${line}" fill="none" stroke="#fff" stroke-width="${half * 0.05}" stroke-linecap="round" opacity=".5"/>`
}

function glassVase(
  pen: Pen,
  outline: string,
  hex: string,
  top: number,
  bottom: number,
  half: number,
  mouth: string,
): string {
  const edge = tone(hex, -0.12)
  // Glass is thickest, and so darkest, where we look along it: at the sides.
  const body = pen.define(
    'glass',
    (id) =>
      `<linearGradient id="${id}"><stop offset="0" stop-color="${edge}" stop-opacity=".85"/><stop offset=".13" stop-color="${hex}" stop-opacity=".5"/><stop offset=".4" stop-color="${hex}" stop-opacity=".3"/><stop offset=".74" stop-color="${hex}" stop-opacity=".5"/><stop offset=".93" stop-color="${edge}" stop-opacity=".75"/><stop offset="1" stop-color="${edge}" stop-opacity=".95"/></linearGradient>`,
  )
  const water = top + (bottom - top) * 0.5
  const thick = bottom - 16
  return [
    `<path d="${outline}" fill="url(#${body})" stroke="${tone(hex, -0.2)}" stroke-opacity=".65" stroke-width="2"/>`,
    `<path d="${outline}" fill="none" stroke="#fff" stroke-opacity=".55" stroke-width="1.2" transform="translate(2.4 1.6)"/>`,
    `<ellipse cx="200" cy="${thick}" rx="${half * 0.52}" ry="8" fill="${tone(hex, -0.14)}" opacity=".5"/>`,
    `<ellipse cx="200" cy="${water}" rx="${half * 0.95}" ry="${half * 0.13}" fill="${tone(hex, 0.12)}" opacity=".35" stroke="#fff" stroke-opacity=".5"/>`,
    `<path d="M${200 - half * 0.76} ${top + (bottom - top) * 0.4}q-6 ${(bottom - top) * 0.12} 8 ${(bottom - top) * 0.26}" fill="none" stroke="#fff" stroke-width="7" stroke-linecap="round" opacity=".7"/>`,
    `<path d="M${200 + half * 0.74} ${top + (bottom - top) * 0.46}q2 ${(bottom - top) * 0.1} -12 ${(bottom - top) * 0.22}" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" opacity=".45"/>`,
    mouth,
  ].join('')
}

/** A path of one move and two curves, drawn on from its end to its start. */
function mirrored(left: string): string {
  const numbers = left.match(/-?\d+(\.\d+)?/g) ?? []
  const at = (from: number) => `${numbers[from]} ${numbers[from + 1]}`
  return `C ${at(10)} ${at(8)} ${at(6)} C ${at(4)} ${at(2)} ${at(0)}`
}
