import { mix, tone } from './colour.ts'
import { around, ball, feelOf, finish, ownColour } from './materials.ts'
import { type Drawing, type DrawingInput, type Frame, framed, type Pen, path, textParam } from './pen.ts'

const glowing = '#fff1cf'

/** Light that leaves a lamp: soft, warm, and only where air is. */
function glow(pen: Pen, x: number, y: number, radius: number, strength = 0.75): string {
  const id = pen.define(
    'glow',
    (name) =>
      `<radialGradient id="${name}"><stop offset="0" stop-color="#fff0c8" stop-opacity="${strength}"/><stop offset=".45" stop-color="#ffe9b4" stop-opacity="${strength * 0.32}"/><stop offset="1" stop-color="#ffe9b4" stop-opacity="0"/></radialGradient>`,
  )
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="url(#${id})"/>`
}

/** A cloth shade seen from just below its middle, lit from inside. */
function shade(
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

function column(
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

export const tableLamp: Drawing = (pen, input) =>
  textParam(input, 'shade', 'drum') === 'mushroom' ? mushroom(pen, input) : drum(pen, input)

function drum(pen: Pen, input: DrawingInput) {
  const box = framed(input.dimensions.widthMm, input.dimensions.heightMm, { width: 250, height: 340, bottom: 432 })
  const { top, width, height } = box
  const bottom = top + height
  const wood = ownColour[textParam(input, 'base', 'oak')] ?? '#c2986a'
  const shadeBottom = top + height * 0.52
  const foot = width * 0.21
  const turned = path(
    'M',
    [200 - 5, shadeBottom - 6],
    'L',
    [200 - 5, bottom - height * 0.4],
    'C',
    [200 - 7, bottom - height * 0.37],
    [200 - foot * 0.8, bottom - height * 0.33],
    [200 - foot, bottom - height * 0.2],
    'C',
    [200 - foot * 1.08, bottom - height * 0.09],
    [200 - foot * 0.8, bottom - height * 0.03],
    [200 - foot * 0.62, bottom],
    'Q',
    [200, bottom + 7],
    [200 + foot * 0.62, bottom],
    'C',
    [200 + foot * 0.8, bottom - height * 0.03],
    [200 + foot * 1.08, bottom - height * 0.09],
    [200 + foot, bottom - height * 0.2],
    'C',
    [200 + foot * 0.8, bottom - height * 0.33],
    [200 + 7, bottom - height * 0.37],
    [200 + 5, bottom - height * 0.4],
    'L',
    [200 + 5, shadeBottom - 6],
    'Z',
  )
  const cord = path('M', [200 + foot * 0.5, bottom - 2], 'C', [300, bottom + 16], [318, bottom - 16], [404, bottom + 4])
  const body = [
    glow(pen, 200, shadeBottom + 6, width * 0.85),
    `<path d="${cord}" fill="none" stroke="#37322d" stroke-width="2.6" stroke-linecap="round" opacity=".85"/><rect x="296" y="${bottom - 5}" width="26" height="10" rx="4.5" fill="#37322d" transform="rotate(-8 309 ${bottom})"/>`,
    column(pen, 200, shadeBottom - 12, bottom - height * 0.36, 4, ownColour.brass ?? '#bf9748', 'metal'),
    `<g ${finish(pen, 'wood', { edge: 5, depth: 0.5, upright: true })}><path d="${turned}" fill="${around(pen, wood, 'wood')}"/></g>`,
    `<path d="${path('M', [200 - foot * 0.97, bottom - height * 0.155], 'Q', [200, bottom - height * 0.125], [200 + foot * 0.97, bottom - height * 0.155])}" fill="none" stroke="${tone(wood, -0.22)}" stroke-width="1.6" opacity=".6"/>`,
    shade(pen, input, 200, top, shadeBottom, width * 0.34, width * 0.5),
  ]
  return {
    body: body.join(''),
    stands: 'floor' as const,
    ground: { x: 200, y: bottom + 1, width: foot * 1.9, depth: 11 },
  }
}

/** A dome on a waisted stem, both of one material. */
function mushroom(pen: Pen, input: DrawingInput) {
  const { top, width, height } = framed(input.dimensions.widthMm, input.dimensions.heightMm, {
    width: 250,
    height: 300,
    bottom: 428,
  })
  const bottom = top + height
  const hex = input.colour.hex
  const feel = feelOf(input.material)
  const rim = top + height * 0.52
  const half = width / 2
  const stem = path(
    'M',
    [200 - width * 0.16, rim - 8],
    'C',
    [200 - width * 0.12, bottom - height * 0.24],
    [200 - width * 0.2, bottom - height * 0.1],
    [200 - width * 0.29, bottom - 4],
    'Q',
    [200, bottom + 11],
    [200 + width * 0.29, bottom - 4],
    'C',
    [200 + width * 0.2, bottom - height * 0.1],
    [200 + width * 0.12, bottom - height * 0.24],
    [200 + width * 0.16, rim - 8],
    'Z',
  )
  const dome = path(
    'M',
    [200 - half, rim],
    'C',
    [200 - half, top + height * 0.14],
    [200 - half * 0.55, top],
    [200, top],
    'C',
    [200 + half * 0.55, top],
    [200 + half, top + height * 0.14],
    [200 + half, rim],
    'Q',
    [200, rim + 22],
    [200 - half, rim],
    'Z',
  )
  const gleam = path(
    'M',
    [200 - half * 0.72, rim - height * 0.14],
    'C',
    [200 - half * 0.66, top + height * 0.16],
    [200 - half * 0.4, top + height * 0.07],
    [200 - half * 0.2, top + height * 0.05],
    'C',
    [200 - half * 0.5, top + height * 0.12],
    [200 - half * 0.58, top + height * 0.24],
    [200 - half * 0.62, rim - height * 0.14],
    'Z',
  )
  const body = [
    glow(pen, 200, rim + 18, width * 0.72),
    `<g ${finish(pen, feel, { edge: 5, depth: 0.35 })}><path d="${stem}" fill="${around(pen, hex, feel)}"/></g>`,
    `<path d="${path('M', [200 - width * 0.2, rim - 4], 'L', [200 + width * 0.2, rim - 4], 'L', [200 + width * 0.13, bottom - height * 0.22], 'L', [200 - width * 0.13, bottom - height * 0.22], 'Z')}" fill="#ffdf9c" opacity=".35"/>`,
    `<g ${finish(pen, feel, { edge: 8, depth: 0.4, cast: 4 })}><path d="${dome}" fill="${ball(pen, hex)}"/></g>`,
    `<path d="${path('M', [200 - half, rim], 'Q', [200, rim + 22], [200 + half, rim], 'Q', [200, rim + 10], [200 - half, rim], 'Z')}" fill="${mix(hex, glowing, 0.78)}"/>`,
    `<path d="${gleam}" fill="#fff" opacity=".4"/>`,
  ]
  return {
    body: body.join(''),
    stands: 'floor' as const,
    ground: { x: 200, y: bottom + 2, width: width * 0.6, depth: 10 },
  }
}

export const floorLamp: Drawing = (pen, input) => {
  const box = framed(input.dimensions.widthMm, input.dimensions.heightMm, { width: 260, height: 404, bottom: 452 })
  return textParam(input, 'form', 'straight') === 'arc' ? arc(pen, input, box) : straight(pen, input, box)
}

function straight(pen: Pen, input: DrawingInput, { top, width, height }: Frame) {
  const bottom = top + height
  const stand = textParam(input, 'base', 'oak')
  const hex = ownColour[stand] ?? '#c2986a'
  const rim = top + height * 0.24
  const leg = (dx: number, wide: number) =>
    `<path d="${path('M', [200 - wide, rim + height * 0.1], 'L', [200 + wide, rim + height * 0.1], 'L', [200 + dx + wide * 0.7, bottom], 'L', [200 + dx - wide * 0.7, bottom], 'Z')}" fill="${around(pen, hex, 'wood')}"/>`
  const body = [
    glow(pen, 200, rim, width * 0.95),
    `<path d="${path('M', [200, rim + height * 0.12], 'C', [206, bottom - 40], [250, bottom - 4], [404, bottom - 8])}" fill="none" stroke="#37322d" stroke-width="2" opacity=".75"/>`,
    column(pen, 200, rim - 8, rim + height * 0.14, 3, '#8d7440', 'metal'),
    `<g ${finish(pen, 'wood', { edge: 2, depth: 0.5, upright: true })}>${leg(14, 5)}</g>`,
    `<g ${finish(pen, 'wood', { edge: 2, depth: 0.5, upright: true, cast: 2 })}>${leg(-width * 0.36, 5.5)}</g><g ${finish(pen, 'wood', { edge: 2, depth: 0.5, upright: true, cast: 2 })}>${leg(width * 0.36, 5.5)}</g>`,
    shade(pen, input, 200, top, rim, width * 0.36, width * 0.46),
  ]
  return {
    body: body.join(''),
    stands: 'floor' as const,
    ground: { x: 200, y: bottom - 2, width: width * 0.74, depth: 9 },
  }
}

function arc(pen: Pen, input: DrawingInput, { left, top, width, height }: Frame) {
  const bottom = top + height
  const hex = input.colour.hex
  const foot = left + width * 0.2
  const head = left + width * 0.78
  const headTop = top + height * 0.12
  const tube = path(
    'M',
    [foot, bottom - 8],
    'L',
    [foot, top + height * 0.34],
    'C',
    [foot, top - height * 0.02],
    [head, top - height * 0.06],
    [head, headTop],
  )
  const half = width * 0.22
  const dome = path(
    'M',
    [head - half, headTop + half * 0.95],
    'C',
    [head - half, headTop + half * 0.1],
    [head - half * 0.4, headTop],
    [head, headTop],
    'C',
    [head + half * 0.4, headTop],
    [head + half, headTop + half * 0.1],
    [head + half, headTop + half * 0.95],
    'Q',
    [head, headTop + half * 1.25],
    [head - half, headTop + half * 0.95],
    'Z',
  )
  const rim = path(
    'M',
    [head - half, headTop + half * 0.95],
    'Q',
    [head, headTop + half * 1.25],
    [head + half, headTop + half * 0.95],
    'Q',
    [head, headTop + half * 0.72],
    [head - half, headTop + half * 0.95],
    'Z',
  )
  const body = [
    glow(pen, head, headTop + half, width * 0.6),
    `<g ${finish(pen, 'metal', { edge: 3, depth: 0.4 })}><path d="${path('M', [foot - width * 0.2, bottom - 6], 'Q', [foot - width * 0.2, bottom - 15], [foot, bottom - 15], 'Q', [foot + width * 0.2, bottom - 15], [foot + width * 0.2, bottom - 6], 'Q', [foot, bottom + 7], [foot - width * 0.2, bottom - 6], 'Z')}" fill="${around(pen, hex, 'metal')}"/></g>`,
    `<path d="${tube}" fill="none" stroke="${tone(hex, -0.2)}" stroke-width="6.4"/><path d="${tube}" fill="none" stroke="${hex}" stroke-width="4.4" transform="translate(-.6 -.4)"/><path d="${tube}" fill="none" stroke="${tone(hex, 0.2)}" stroke-width="1.4" transform="translate(-1.3 -.8)"/>`,
    `<g ${finish(pen, 'metal', { edge: 5, depth: 0.4 })}><path d="${dome}" fill="${around(pen, hex, 'metal')}"/></g><path d="${rim}" fill="${glowing}"/>`,
  ]
  return {
    body: body.join(''),
    stands: 'floor' as const,
    ground: { x: foot, y: bottom - 2, width: width * 0.44, depth: 8 },
  }
}

export const ceilingLamp: Drawing = (pen, input) => {
  const { widthMm, heightMm } = input.dimensions
  const scale = Math.min(270 / widthMm, 250 / heightMm)
  const half = (widthMm * scale) / 2
  const high = heightMm * scale
  const top = 190
  const globe = textParam(input, 'form', 'cone') === 'globe'
  const cord = `<path d="M200 0V${top - (globe ? high * 0.1 : 8)}" stroke="#2e2b28" stroke-width="2.4"/><path d="M199.4 0V${top - 8}" stroke="#77706a" stroke-width=".7"/>`
  const body = globe ? globeOf(pen, input, top, half, high) : coneOf(pen, input, top, half, high)
  return { body: glow(pen, 200, top + high * (globe ? 0.5 : 0.95), half * 1.7) + cord + body, stands: 'hung' }
}

function coneOf(pen: Pen, input: DrawingInput, top: number, half: number, high: number): string {
  const hex = input.colour.hex
  const feel = feelOf(input.material)
  const bottom = top + high
  const outline = path(
    'M',
    [200 - half, bottom],
    'C',
    [200 - half * 0.9, bottom - high * 0.5],
    [200 - half * 0.34, top + high * 0.24],
    [200 - half * 0.16, top],
    'Q',
    [200, top - 4],
    [200 + half * 0.16, top],
    'C',
    [200 + half * 0.34, top + high * 0.24],
    [200 + half * 0.9, bottom - high * 0.5],
    [200 + half, bottom],
    'Q',
    [200, bottom + half * 0.2],
    [200 - half, bottom],
    'Z',
  )
  const inside = path(
    'M',
    [200 - half, bottom],
    'Q',
    [200, bottom + half * 0.2],
    [200 + half, bottom],
    'Q',
    [200, bottom - half * 0.16],
    [200 - half, bottom],
    'Z',
  )
  return [
    `<g ${finish(pen, 'metal', { edge: 2, depth: 0.4 })}><rect x="${200 - half * 0.11}" y="${top - 18}" width="${half * 0.22}" height="22" rx="3" fill="${around(pen, ownColour.brass ?? '#bf9748', 'metal')}"/></g>`,
    `<g ${finish(pen, feel, { edge: 7, depth: 0.42 })}><path d="${outline}" fill="${around(pen, hex, feel === 'plastic' ? 'ceramic' : feel)}"/></g>`,
    `<path d="${inside}" fill="${mix(tone(hex, 0.3), glowing, 0.85)}"/><path d="${path('M', [200 - half, bottom], 'Q', [200, bottom - half * 0.16], [200 + half, bottom])}" fill="none" stroke="${tone(hex, -0.1)}" stroke-width="1.4"/>`,
    `<ellipse cx="200" cy="${bottom + half * 0.02}" rx="${half * 0.2}" ry="${half * 0.07}" fill="#fffdf4"/>`,
  ].join('')
}

function globeOf(pen: Pen, input: DrawingInput, top: number, half: number, high: number): string {
  const hex = input.colour.hex
  const cy = top + high / 2
  const shell = pen.define(
    'globe',
    (id) =>
      `<radialGradient id="${id}" cx=".44" cy=".46" r=".56"><stop offset="0" stop-color="#fffbe9" stop-opacity=".96"/><stop offset=".34" stop-color="${mix(hex, '#ffe9b0', 0.55)}" stop-opacity=".86"/><stop offset=".8" stop-color="${hex}" stop-opacity=".78"/><stop offset="1" stop-color="${tone(hex, -0.14)}" stop-opacity=".92"/></radialGradient>`,
  )
  return [
    `<circle cx="200" cy="${cy}" r="${half}" fill="url(#${shell})"/>`,
    `<ellipse cx="${200 - half * 0.42}" cy="${cy - half * 0.5}" rx="${half * 0.24}" ry="${half * 0.11}" transform="rotate(-42 ${200 - half * 0.42} ${cy - half * 0.5})" fill="#fff" opacity=".75"/>`,
    `<path d="${path('M', [200 + half * 0.3, cy + half * 0.85], 'A', [half * 0.92, half * 0.92], '0 0 0', [200 + half * 0.86, cy + half * 0.28])}" fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round" opacity=".4"/>`,
    `<g ${finish(pen, 'metal', { edge: 2.5, depth: 0.4 })}><path d="${path('M', [200 - half * 0.26, cy - half * 0.93], 'L', [200 - half * 0.2, top - high * 0.1], 'Q', [200, top - high * 0.14], [200 + half * 0.2, top - high * 0.1], 'L', [200 + half * 0.26, cy - half * 0.93], 'Q', [200, cy - half * 0.86], [200 - half * 0.26, cy - half * 0.93], 'Z')}" fill="${around(pen, ownColour[textParam(input, 'fitting', 'brass')] ?? '#bf9748', 'metal')}"/></g>`,
  ].join('')
}
