import { lightness, tone } from './colour.ts'
import { across, around, ball, feelOf, finish } from './materials.ts'
import { type Drawing, type DrawingInput, d, framed, type Pen, round, textParam, wobble } from './pen.ts'

/** A rug seen from above with one corner turned over. `pattern` is plain, stripes or border. */
export const rug: Drawing = (pen, input) => {
  const { widthMm, heightMm, depthMm } = input.dimensions
  const { left, top, width, height } = framed(widthMm, Math.max(depthMm, heightMm), {
    width: 300,
    height: 410,
    bottom: 455,
  })
  const hex = input.colour.hex
  const feel = feelOf(input.material) === 'cotton' ? 'weave' : 'felt'
  const right = left + width
  const bottom = top + height
  const fold = 62
  const shape = d`M${left} ${top}H${right}V${bottom - fold}L${right - fold} ${bottom}H${left}Z`
  const fringe = (y: number, way: number, to: number) =>
    Array.from({ length: Math.floor((to - left) / 5) }, (_, at) => {
      const x = left + 3 + at * 5
      return d`M${x} ${y}q${wobble(at) * 2} ${way * 6} ${wobble(at + 40) * 3} ${way * (12 + wobble(at + 9) * 2)}`
    }).join('')
  const body = [
    `<path d="${fringe(top, -1, right)}${fringe(bottom, 1, right - fold - 4)}" stroke="${tone(hex, lightness(hex) > 0.5 ? 0.06 : 0.3, 0.5)}" stroke-width="1.8" fill="none" stroke-linecap="round"/>`,
    `<g ${finish(pen, feel, { edge: 3, depth: 0.4 })}><path d="${shape}" fill="${across(pen, hex, 0.035)}"/>${pattern(pen, input, shape, { left, top, width, height })}</g>`,
    `<g ${finish(pen, feel, { edge: 4, depth: 0.5, cast: 5 })}><path d="${d`M${right} ${bottom - fold}L${right - fold} ${bottom}Q${right - fold - 8} ${bottom - fold * 0.55} ${right - fold * 0.82} ${bottom - fold * 0.86}Q${right - fold * 0.45} ${bottom - fold - 7} ${right} ${bottom - fold}Z`}" fill="${tone(hex, lightness(hex) > 0.5 ? -0.1 : 0.1, 0.55)}"/></g>`,
  ]
  return { body: body.join(''), stands: 'flat' }
}

function pattern(
  pen: Pen,
  input: DrawingInput,
  shape: string,
  box: { left: number; top: number; width: number; height: number },
): string {
  const hex = input.colour.hex
  const second = lightness(hex) > 0.6 ? tone(hex, -0.17) : tone(hex, 0.33, 0.55)
  const clip = pen.define('rug-clip', (id) => `<clipPath id="${id}"><path d="${shape}"/></clipPath>`)
  const kind = textParam(input, 'pattern', 'plain')
  const { left, top, width, height } = box
  if (kind === 'stripes') {
    const bands = [0.05, 0.12, 0.145, 0.24, 0.32, 0.345, 0.45, 0.52, 0.62, 0.645, 0.72, 0.82, 0.845, 0.93]
    return `<g clip-path="url(#${clip})">${bands.map((at, n) => `<rect x="${round(left)}" y="${round(top + height * at)}" width="${round(width)}" height="${n % 3 ? 8 : 20}" fill="${second}"/>`).join('')}</g>`
  }
  if (kind === 'border') {
    const line = (inset: number, wide: number) =>
      `<rect x="${round(left + inset)}" y="${round(top + inset)}" width="${round(width - inset * 2)}" height="${round(height - inset * 2)}" fill="none" stroke="${second}" stroke-width="${wide}"/>`
    return `<g clip-path="url(#${clip})">${line(20, 9)}${line(33, 2.5)}</g>`
  }
  return `<g clip-path="url(#${clip})" stroke="${tone(hex, -0.1)}" stroke-width="1.2" opacity=".35">${Array.from({ length: Math.floor(height / 9) }, (_, at) => `<path d="M${round(left)} ${round(top + at * 9)}h${round(width)}"/>`).join('')}</g>`
}

/** A cushion standing on its edge, filled so that its middle catches the light. */
export const cushion: Drawing = (pen, input) => {
  const { widthMm, heightMm } = input.dimensions
  const { left, top, width, height } = framed(widthMm, heightMm, { width: 296, height: 296, bottom: 430 })
  const hex = input.colour.hex
  const [right, bottom] = [left + width, top + height]
  const [sx, sy] = [width * 0.055, height * 0.055]
  const outline = d`M${left} ${top}Q${left + width / 2} ${top + sy * 1.5} ${right} ${top}Q${right - sx * 1.5} ${top + height / 2} ${right} ${bottom}Q${left + width / 2} ${bottom - sy * 0.7} ${left} ${bottom}Q${left + sx * 1.5} ${top + height / 2} ${left} ${top}Z`
  const stripes = textParam(input, 'pattern', 'plain') === 'stripes'
  const clip = pen.define('cushion-clip', (id) => `<clipPath id="${id}"><path d="${outline}"/></clipPath>`)
  const bands = [0.2, 0.25, 0.72, 0.77]
    .map(
      (at) =>
        `<path d="${d`M${left + width * at} ${top}q${(at - 0.5) * 22} ${height / 2} 0 ${height}`}" stroke="${tone(hex, lightness(hex) > 0.6 ? -0.24 : 0.3, 0.6)}" stroke-width="4" fill="none"/>`,
    )
    .join('')
  const crease = (x: number, y: number, dx: number, dy: number) => d`M${x} ${y}q${dx * 0.6} ${dy * 0.2} ${dx} ${dy}`
  const lines = [
    crease(left + 9, top + 9, 58, 50),
    crease(left + 12, top + 8, 30, 54),
    crease(right - 9, top + 9, -50, 54),
    crease(left + 9, bottom - 9, 46, -54),
    crease(right - 9, bottom - 9, -62, -48),
    crease(right - 8, bottom - 12, -34, -58),
  ].join('')
  const soft = pen.define(
    'crease',
    (id) => `<filter id="${id}" x="-.2" y="-.2" width="1.4" height="1.4"><feGaussianBlur stdDeviation="2.2"/></filter>`,
  )
  const body = [
    `<g ${finish(pen, feelOf(input.material), { edge: 17, depth: 0.62 })}><path d="${outline}" fill="${ball(pen, hex, 0.075)}" stroke="${tone(hex, -0.03)}" stroke-width="5" stroke-linejoin="round"/>${stripes ? `<g clip-path="url(#${clip})">${bands}</g>` : ''}</g>`,
    `<g clip-path="url(#${clip})" filter="url(#${soft})" fill="none" stroke-linecap="round"><path d="${lines}" stroke="${tone(hex, -0.2)}" stroke-width="6" opacity=".42"/><path d="${lines}" stroke="${tone(hex, 0.14)}" stroke-width="4" opacity=".4" transform="translate(-5 -3)"/></g>`,
    `<path d="${outline}" fill="none" stroke="${tone(hex, -0.14)}" stroke-width="1.4" opacity=".55"/><path d="${outline}" fill="none" stroke="${tone(hex, 0.12)}" stroke-width="1" opacity=".5" transform="translate(-1.6 -1.6)"/>`,
  ]
  return { body: body.join(''), stands: 'floor', ground: { x: 200, y: bottom, width: width * 0.86, depth: 12 } }
}

/** A throw, folded in three, its fringed end on top. */
export const throwBlanket: Drawing = (pen, input) => {
  const hex = input.colour.hex
  const feel = feelOf(input.material)
  const [left, right, top] = [66, 334, 118]
  const layer = (y: number, high: number, inset: number, lighter: number) =>
    `<g ${finish(pen, feel, { edge: 7, depth: 0.55, cast: 5 })}><path d="${d`M${left + inset + 10} ${y}H${right - inset - 8}Q${right - inset + 4} ${y + 2} ${right - inset} ${y + 16}V${y + high - 14}Q${right - inset + 2} ${y + high} ${right - inset - 14} ${y + high}H${left + inset + 12}Q${left + inset - 2} ${y + high} ${left + inset} ${y + high - 16}V${y + 14}Q${left + inset} ${y} ${left + inset + 10} ${y}Z`}" fill="${across(pen, tone(hex, lighter), 0.05)}"/></g>`
  const second = tone(hex, lightness(hex) > 0.6 ? -0.2 : 0.3, 0.7)
  const checks = textParam(input, 'pattern', 'plain') === 'check'
  const end = top + 212
  const fringe = Array.from(
    { length: 44 },
    (_, at) =>
      d`M${left + 9 + at * 5.75} ${end - 3}q${wobble(at) * 3} 16 ${wobble(at + 17) * 5} ${30 + wobble(at + 3) * 4}`,
  ).join('')
  const check = checks
    ? `<g stroke="${second}" fill="none" opacity=".55">${[0.16, 0.4, 0.64, 0.88].map((at) => `<path d="${d`M${left + 268 * at} ${top + 2}v208`}" stroke-width="11"/><path d="${d`M${left + 268 * at + 13} ${top + 2}v208`}" stroke-width="2"/>`).join('')}${[0.2, 0.52, 0.84].map((at) => `<path d="${d`M${left + 2} ${top + 212 * at}h264`}" stroke-width="11"/>`).join('')}</g>`
    : `<g stroke="${second}" fill="none" opacity=".5"><path d="M68 ${end - 34}h264" stroke-width="7"/><path d="M68 ${end - 48}h264" stroke-width="2.5"/></g>`
  const body = [
    layer(top + 96, 236, -7, -0.05),
    layer(top + 58, 226, -3, -0.02),
    `<path d="${fringe}" stroke="${tone(hex, 0.05)}" stroke-width="2.6" fill="none" stroke-linecap="round"/><path d="${fringe}" stroke="${tone(hex, -0.16)}" stroke-width=".9" fill="none" transform="translate(1.3 .6)"/>`,
    layer(top, 212, 0, 0.01),
    `<g opacity=".8">${check}</g>`,
  ]
  return { body: `<g transform="rotate(-2 200 250)">${body.join('')}</g>`, stands: 'flat' }
}

/** A pair of curtains on a rod, with daylight between them. */
export const curtain: Drawing = (pen, input) => {
  const hex = input.colour.hex
  const sheer = textParam(input, 'weight', 'sheer') === 'sheer'
  const folds = pen.define(
    'folds',
    (id) =>
      `<linearGradient id="${id}" x2="22" gradientUnits="userSpaceOnUse" spreadMethod="repeat"><stop offset="0" stop-color="${tone(hex, -0.11)}"/><stop offset=".3" stop-color="${tone(hex, 0.05)}"/><stop offset=".5" stop-color="${hex}"/><stop offset=".82" stop-color="${tone(hex, -0.05)}"/><stop offset="1" stop-color="${tone(hex, -0.13)}"/></linearGradient>`,
  )
  const day = pen.define(
    'day',
    (id) =>
      `<linearGradient id="${id}" x2=".6" y2="1"><stop offset="0" stop-color="#fdfdf6"/><stop offset="1" stop-color="#d9e4e6"/></linearGradient>`,
  )
  const panel = (from: number, to: number, inward: number) =>
    `<g ${finish(pen, 'cotton', { edge: 4, depth: 0.3, cast: 5 })}><path d="${d`M${from} 66H${to}C${to + inward * 3} 200 ${to - inward * 6} 330 ${to + inward * 4} 452q-14 5 -26 1t-24 1t-24 -1t-24 1L${from} 452Z`}" fill="url(#${folds})" fill-opacity="${sheer ? 0.9 : 1}"/></g>`
  const ring = (x: number) => `<circle cx="${x}" cy="58" r="7.5" fill="none" stroke="#55504a" stroke-width="2.4"/>`
  const body = [
    `<rect x="92" y="92" width="216" height="286" fill="url(#${day})" stroke="#f3efe6" stroke-width="9"/><path d="M200 92v286M92 226h216" stroke="#f3efe6" stroke-width="6"/><rect x="84" y="378" width="232" height="9" fill="#eee8dc"/>`,
    panel(44, 148, 1).replace('q-14 5 -26 1t-24 1t-24 -1t-24 1', 'q-13 5 -26 1t-26 1t-26 -1t-26 0'),
    panel(252, 356, -1),
    `<g ${finish(pen, 'metal', { edge: 2, depth: 0.4, cast: 2 })}><rect x="24" y="46" width="352" height="8" rx="4" fill="${around(pen, '#4a4742', 'metal', true)}"/><circle cx="24" cy="50" r="8" fill="#4a4742"/><circle cx="376" cy="50" r="8" fill="#4a4742"/></g>`,
    [52, 76, 100, 124, 144, 258, 282, 306, 330, 350].map(ring).join(''),
  ]
  return { body: body.join(''), stands: 'hung' }
}
