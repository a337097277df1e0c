import { lightness, mix, tone } from './colour.ts'
import { across, around, ball, finish, ownColour } from './materials.ts'
import { type Drawing, type DrawingInput, d, framed, type Pen, round, textParam } from './pen.ts'

/** A paper label: the maker's name and two lines too small to read. */
function label(input: DrawingInput, x: number, y: number, width: number, height: number, curve = 0): string {
  const name = textParam(input, 'label', '').replace(/[^\p{L} ]/gu, '')
  const size = round(Math.min(15, (width / Math.max(5, name.length)) * 1.15))
  const outline = d`M${x - width / 2} ${y}Q${x} ${y + curve} ${x + width / 2} ${y}V${y + height}Q${x} ${y + height + curve} ${x - width / 2} ${y + height}Z`
  const line = (at: number, wide: number) =>
    `<path d="${d`M${x - (width * wide) / 2} ${y + height * at}h${width * wide}`}" stroke="#6b6154" stroke-width="1.4"/>`
  return `<path d="${outline}" fill="#f5efe3"/><path d="${outline}" fill="${input.colour.hex}" opacity=".1"/><text x="${round(x)}" y="${round(y + height * 0.36)}" font-family="Georgia, 'Times New Roman', serif" font-size="${size}" letter-spacing="1" text-anchor="middle" fill="#2d2822">${name}</text>${line(0.6, 0.46)}${line(0.72, 0.32)}${`<circle cx="${round(x)}" cy="${round(y + height * 0.88)}" r="2.4" fill="${input.colour.hex}"/>`}`
}

const shine = (path: string, width: number, opacity: number) =>
  `<path d="${path}" fill="none" stroke="#fff" stroke-width="${round(width)}" stroke-linecap="round" opacity="${opacity}"/>`

const seeThrough = (hex: string) => lightness(hex) > 0.8 || hex === '#b06a2c'

/** A bottle with a pump or a flat cap. */
export const bottle: Drawing = (pen, input) => {
  const { widthMm, heightMm } = input.dimensions
  const { left, top, width, height } = framed(widthMm, heightMm, { width: 190, height: 340, bottom: 432 })
  const hex = input.colour.hex
  const pump = textParam(input, 'cap', 'flat') === 'pump'
  const bottom = top + height
  const [right, shoulder] = [left + width, top + height * (pump ? 0.3 : 0.2)]
  const neck = width * 0.2
  const outline = d`M${200 - neck} ${shoulder - height * 0.05}C${200 - neck} ${shoulder} ${left} ${shoulder - 2} ${left} ${shoulder + height * 0.09}V${bottom - 14}Q${left} ${bottom} ${left + 16} ${bottom + 3}Q200 ${bottom + 8} ${right - 16} ${bottom + 3}Q${right} ${bottom} ${right} ${bottom - 14}V${shoulder + height * 0.09}C${right} ${shoulder - 2} ${200 + neck} ${shoulder} ${200 + neck} ${shoulder - height * 0.05}Z`
  const capHex = pump ? '#2f2c2a' : mix(hex, '#2f2c2a', 0.72)
  const cap = pump
    ? pumpTop(pen, capHex, top, shoulder - height * 0.04, neck)
    : `<g ${finish(pen, 'plastic', { edge: 3, depth: 0.4 })}><rect x="${round(200 - neck * 1.15)}" y="${round(top)}" width="${round(neck * 2.3)}" height="${round(shoulder - top - height * 0.035)}" rx="4" fill="${around(pen, capHex, 'plastic')}"/></g>`
  const body = [
    cap,
    `<g ${finish(pen, 'plastic', { edge: 5, depth: 0.34 })}><path d="${outline}" fill="${around(pen, hex, 'ceramic')}"/></g>`,
    seeThrough(hex)
      ? `<path d="${d`M${left + 7} ${shoulder + height * 0.13}H${right - 7}V${bottom - 10}Q200 ${bottom} ${left + 7} ${bottom - 10}Z`}" fill="${tone(hex, -0.16)}" opacity=".35"/>`
      : '',
    label(input, 200, shoulder + height * 0.2, width * 0.74, height * 0.34, 3),
    shine(d`M${left + width * 0.13} ${shoulder + height * 0.12}V${bottom - height * 0.08}`, width * 0.055, 0.38),
    shine(d`M${right - width * 0.07} ${shoulder + height * 0.14}V${bottom - height * 0.1}`, width * 0.02, 0.25),
  ]
  return { body: body.join(''), stands: 'floor', ground: { x: 200, y: bottom + 3, width: width * 0.95, depth: 10 } }
}

function pumpTop(pen: Pen, hex: string, top: number, neckAt: number, neck: number): string {
  const spout = d`M${200 - neck * 0.5} ${top}H${200 + neck * 0.55}Q${200 + neck * 0.7} ${top} ${200 + neck * 0.7} ${top + 8}V${top + 22}H${200 - neck * 0.4}L${200 - neck * 2.1} ${top + 20}Q${200 - neck * 2.4} ${top + 14} ${200 - neck * 2.1} ${top + 10}Z`
  return `<g ${finish(pen, 'plastic', { edge: 3, depth: 0.45 })}><rect x="${round(200 - neck * 0.2)}" y="${round(top + 20)}" width="${round(neck * 0.4)}" height="${round(neckAt - top - 30)}" fill="${around(pen, tone(hex, 0.1), 'metal')}"/><path d="${spout}" fill="${across(pen, hex, 0.1)}"/><rect x="${round(200 - neck * 1.12)}" y="${round(neckAt - 24)}" width="${round(neck * 2.24)}" height="26" rx="4" fill="${around(pen, hex, 'plastic')}"/></g>`
}

/** A low jar with a lid. */
export const jar: Drawing = (pen, input) => {
  const { widthMm, heightMm } = input.dimensions
  const { left, top, width, height } = framed(widthMm, heightMm, { width: 216, height: 220, bottom: 400 })
  const hex = input.colour.hex
  const right = left + width
  const bottom = top + height
  const lid = top + height * 0.34
  const lidHex = ownColour[textParam(input, 'lid', 'brass')] ?? '#bf9748'
  const feel = textParam(input, 'lid', 'brass') === 'oak' ? 'wood' : 'metal'
  const dip = width * 0.07
  const body = [
    `<g ${finish(pen, 'ceramic', { edge: 7, depth: 0.4 })}><path d="${d`M${left} ${lid}V${bottom - 22}Q${left} ${bottom} ${left + 28} ${bottom + 4}Q200 ${bottom + 12} ${right - 28} ${bottom + 4}Q${right} ${bottom} ${right} ${bottom - 22}V${lid}Z`}" fill="${around(pen, hex, 'ceramic')}"/></g>`,
    label(input, 200, lid + height * 0.14, width * 0.6, height * 0.38, 4),
    shine(d`M${left + width * 0.1} ${lid + height * 0.12}V${bottom - height * 0.12}`, width * 0.05, 0.45),
    `<g ${finish(pen, feel, { edge: 4, depth: 0.5, cast: 3 })}><path d="${d`M${left - 4} ${top + dip}Q200 ${top - dip * 0.6} ${right + 4} ${top + dip}V${lid}Q200 ${lid + dip * 1.3} ${left - 4} ${lid}Z`}" fill="${around(pen, lidHex, feel)}"/></g>`,
    `<ellipse cx="200" cy="${round(top + dip)}" rx="${round(width / 2 + 3)}" ry="${round(dip)}" fill="${across(pen, tone(lidHex, 0.05), 0.1)}"/><ellipse cx="200" cy="${round(top + dip)}" rx="${round(width / 2 - 5)}" ry="${round(dip * 0.8)}" fill="none" stroke="${tone(lidHex, 0.18)}" stroke-width="1" opacity=".7"/>`,
  ]
  return { body: body.join(''), stands: 'floor', ground: { x: 200, y: bottom + 5, width: width * 0.95, depth: 11 } }
}

/** A tube standing on its cap. */
export const tube: Drawing = (pen, input) => {
  const { widthMm, heightMm } = input.dimensions
  const { left, top, width, height } = framed(widthMm, heightMm, { width: 170, height: 320, bottom: 428 })
  const hex = input.colour.hex
  const right = left + width
  const bottom = top + height
  const cap = bottom - height * 0.17
  const half = width * 0.4
  const outline = d`M${left} ${top}H${right}L${right - 1} ${top + height * 0.06}C${right - 2} ${top + height * 0.4} ${200 + half} ${cap - 40} ${200 + half} ${cap}H${200 - half}C${200 - half} ${cap - 40} ${left + 2} ${top + height * 0.4} ${left + 1} ${top + height * 0.06}Z`
  const capHex = mix(hex, '#f3ede1', 0.82)
  const crimps = Array.from(
    { length: 16 },
    (_, at) => d`M${left + 5 + (at * (width - 10)) / 15} ${top + 3}v${height * 0.04}`,
  ).join('')
  const body = [
    `<g ${finish(pen, 'plastic', { edge: 3, depth: 0.4 })}><path d="${d`M${200 - half - 1} ${cap - 2}H${200 + half + 1}L${200 + half - 2} ${bottom - 4}Q200 ${bottom + 6} ${200 - half + 2} ${bottom - 4}Z`}" fill="${around(pen, capHex, 'plastic')}"/></g>`,
    `<g ${finish(pen, 'plastic', { edge: 7, depth: 0.4, cast: 2 })}><path d="${outline}" fill="${around(pen, hex, 'ceramic')}"/></g>`,
    `<rect x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${round(height * 0.06)}" fill="${tone(hex, 0.05)}"/><path d="${crimps}" stroke="${tone(hex, -0.16)}" stroke-width="1.2" opacity=".6"/><path d="${d`M${left} ${top + height * 0.06}H${right}`}" stroke="${tone(hex, -0.2)}" stroke-width="1.2" opacity=".5"/>`,
    label(input, 200, top + height * 0.2, width * 0.62, height * 0.36, 3),
    shine(
      d`M${left + width * 0.14} ${top + height * 0.12}C${left + width * 0.16} ${top + height * 0.4} ${200 - half * 0.76} ${cap - 60} ${200 - half * 0.76} ${cap - 14}`,
      width * 0.05,
      0.42,
    ),
  ]
  return { body: body.join(''), stands: 'floor', ground: { x: 200, y: bottom, width: half * 2.1, depth: 9 } }
}

/** A bar of soap half out of its paper band. */
export const soap: Drawing = (pen, input) => {
  const hex = input.colour.hex
  const name = textParam(input, 'label', '').replace(/[^\p{L} ]/gu, '')
  const bar = 'M92 250Q88 214 122 206L262 190Q304 188 312 222L318 272Q318 300 288 308L144 330Q106 332 100 300Z'
  const top = 'M92 250Q88 214 122 206L262 190Q304 188 312 222Q312 246 284 252L134 272Q98 276 92 250Z'
  const body = [
    `<ellipse cx="212" cy="326" rx="120" ry="16" fill="#20160d" opacity=".3" filter="url(#${pen.define('soap-shade', (id) => `<filter id="${id}" x="-.2" y="-1" width="1.4" height="3"><feGaussianBlur stdDeviation="8"/></filter>`)})"/>`,
    `<g ${finish(pen, 'wax', { edge: 11, depth: 0.5 })}><path d="${bar}" fill="${across(pen, tone(hex, -0.05), 0.05)}"/></g>`,
    `<g ${finish(pen, 'wax', { edge: 8, depth: 0.42 })}><path d="${top}" fill="${across(pen, tone(hex, 0.04), 0.05)}"/></g>`,
    `<g ${finish(pen, 'cotton', { edge: 3, depth: 0.4, cast: 3 })}><path d="M166 201L244 192L254 256L258 312L182 324L176 266Z" fill="#f3ecdf"/></g><path d="M176 266L254 256" stroke="#c9bfae" stroke-width="1.2"/>`,
    `<g transform="rotate(-7 214 232)"><text x="211" y="234" font-family="Georgia, 'Times New Roman', serif" font-size="13" letter-spacing="1" text-anchor="middle" fill="#2d2822">${name}</text><path d="M194 243h34" stroke="#6b6154" stroke-width="1.2"/></g><circle cx="218" cy="290" r="7" fill="${hex}" opacity=".85"/>`,
    shine('M108 226Q118 216 138 213', 6, 0.45),
  ]
  return { body: body.join(''), stands: 'floor', ground: { x: 210, y: 324, width: 0 } }
}

/** A candle in a glass, lit. */
export const candle: Drawing = (pen, input) => {
  const { widthMm, heightMm } = input.dimensions
  const { left, top, width, height } = framed(widthMm, heightMm, { width: 190, height: 230, bottom: 410 })
  const hex = input.colour.hex
  const right = left + width
  const bottom = top + height
  const dip = width * 0.085
  const wax = top + height * 0.2
  const flame = pen.define(
    'flame',
    (id) =>
      `<radialGradient id="${id}" cx=".5" cy=".72" r=".62"><stop offset="0" stop-color="#fffbe6"/><stop offset=".45" stop-color="#ffd877"/><stop offset="1" stop-color="#f3963a"/></radialGradient>`,
  )
  const glow = pen.define(
    'candle-glow',
    (id) =>
      `<radialGradient id="${id}"><stop offset="0" stop-color="#fff2c4" stop-opacity=".85"/><stop offset="1" stop-color="#ffe9b4" stop-opacity="0"/></radialGradient>`,
  )
  const glass = d`M${left} ${top}V${bottom - 12}Q${left} ${bottom + 3} ${left + 18} ${bottom + 5}Q200 ${bottom + 10} ${right - 18} ${bottom + 5}Q${right} ${bottom + 3} ${right} ${bottom - 12}V${top}Z`
  const body = [
    `<circle cx="200" cy="${round(wax - 26)}" r="120" fill="url(#${glow})"/>`,
    `<ellipse cx="200" cy="${round(top)}" rx="${round(width / 2)}" ry="${round(dip)}" fill="#fff" opacity=".22"/>`,
    `<g ${finish(pen, 'wax', { edge: 6, depth: 0.34 })}><path d="${d`M${left + 6} ${wax}V${bottom - 16}Q${left + 7} ${bottom - 2} 200 ${bottom}Q${right - 7} ${bottom - 2} ${right - 6} ${bottom - 16}V${wax}Z`}" fill="${around(pen, hex, 'wood')}"/></g>`,
    `<ellipse cx="200" cy="${round(wax)}" rx="${round(width / 2 - 6)}" ry="${round(dip * 0.86)}" fill="${ball(pen, mix(tone(hex, 0.05), '#ffe6ae', 0.5), 0.06)}"/><path d="${d`M200 ${wax + 2}q2 -9 0 -15`}" stroke="#3a2d22" stroke-width="2.6" stroke-linecap="round" fill="none"/>`,
    `<path d="${d`M200 ${wax - 58}C212 ${wax - 36} 213 ${wax - 24} 208 ${wax - 15}Q200 ${wax - 7} 192 ${wax - 15}C187 ${wax - 24} 190 ${wax - 36} 200 ${wax - 58}Z`}" fill="url(#${flame})"/>`,
    `<path d="${glass}" fill="#fff" fill-opacity=".12" stroke="#fff" stroke-opacity=".6" stroke-width="1.6"/><path d="${glass}" fill="none" stroke="#3a3128" stroke-opacity=".28" stroke-width="1"/>`,
    label(input, 200, top + height * 0.4, width * 0.6, height * 0.36, 4),
    shine(d`M${left + width * 0.1} ${top + height * 0.1}V${bottom - height * 0.14}`, width * 0.05, 0.55),
    shine(d`M${right - width * 0.06} ${top + height * 0.1}V${bottom - height * 0.2}`, width * 0.018, 0.5),
    `<path d="${d`M${left} ${top}A${width / 2} ${dip} 0 0 0 ${right} ${top}`}" fill="none" stroke="#fff" stroke-width="2" opacity=".7"/>`,
  ]
  return { body: body.join(''), stands: 'floor', ground: { x: 200, y: bottom + 5, width: width * 0.92, depth: 10 } }
}

/** A square glass flacon. */
export const perfume: Drawing = (pen, input) => {
  const { widthMm, heightMm } = input.dimensions
  const { left, top, width, height } = framed(widthMm, heightMm, { width: 180, height: 300, bottom: 420 })
  const hex = input.colour.hex
  const right = left + width
  const bottom = top + height
  const shoulder = top + height * 0.33
  const cap = ownColour[textParam(input, 'cap', 'walnut')] ?? '#704a33'
  const juice = pen.define(
    'juice',
    (id) =>
      `<linearGradient id="${id}" x2=".7" y2="1"><stop offset="0" stop-color="${tone(hex, 0.14)}" stop-opacity=".86"/><stop offset=".5" stop-color="${hex}" stop-opacity=".84"/><stop offset="1" stop-color="${tone(hex, -0.14)}" stop-opacity=".95"/></linearGradient>`,
  )
  const glass = d`M${left + 8} ${shoulder}H${right - 8}Q${right} ${shoulder} ${right} ${shoulder + 8}V${bottom - 8}Q${right} ${bottom} ${right - 8} ${bottom}H${left + 8}Q${left} ${bottom} ${left} ${bottom - 8}V${shoulder + 8}Q${left} ${shoulder} ${left + 8} ${shoulder}Z`
  const body = [
    `<g ${finish(pen, 'metal', { edge: 2.4, depth: 0.4 })}><rect x="${round(200 - width * 0.15)}" y="${round(shoulder - height * 0.08)}" width="${round(width * 0.3)}" height="${round(height * 0.085)}" fill="${around(pen, '#bf9748', 'metal')}"/></g>`,
    `<g ${finish(pen, 'wood', { edge: 4, depth: 0.5, upright: true })}><rect x="${round(200 - width * 0.23)}" y="${round(top)}" width="${round(width * 0.46)}" height="${round(height * 0.26)}" rx="5" fill="${around(pen, cap, 'wood')}"/></g>`,
    `<path d="${glass}" fill="#f4f1ea" fill-opacity=".75" stroke="${tone(hex, -0.1)}" stroke-opacity=".55" stroke-width="1.6"/>`,
    `<rect x="${round(left + 11)}" y="${round(shoulder + height * 0.1)}" width="${round(width - 22)}" height="${round(bottom - shoulder - height * 0.1 - 15)}" rx="4" fill="url(#${juice})"/><path d="${d`M${left + 11} ${shoulder + height * 0.1 + 1}h${width - 22}`}" stroke="#fff" stroke-width="1.6" opacity=".6"/>`,
    `<path d="${d`M200 ${shoulder}V${bottom - 24}`}" stroke="#fff" stroke-width="2.4" opacity=".35"/>`,
    label(input, 200, shoulder + height * 0.22, width * 0.6, height * 0.24),
    shine(d`M${left + 6} ${shoulder + 12}V${bottom - 14}`, 4.4, 0.85),
    shine(d`M${right - 5} ${shoulder + 16}V${bottom - 20}`, 2, 0.6),
    `<path d="${d`M${left + 14} ${bottom - 7}H${right - 14}`}" stroke="#fff" stroke-width="3" opacity=".6"/>`,
  ]
  return { body: body.join(''), stands: 'floor', ground: { x: 200, y: bottom + 1, width: width * 0.98, depth: 9 } }
}
