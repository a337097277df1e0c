import { mix, tone } from './colour.ts'
import { column, glow, glowing, shade } from './lamp-parts.ts'
import { around, feelOf, finish, ownColour } from './materials.ts'
import { type Drawing, type DrawingInput, type Frame, framed, type Pen, path, textParam } from './pen.ts'

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
