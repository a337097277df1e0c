import { lightness, mix, tone } from './colour.ts'
import { across, around, feelOf, finish, ownColour } from './materials.ts'
import { type Drawing, d, framed, type Pen, round } from './pen.ts'

const dark = '#2b2b2d'
const plastic = (pen: Pen, outline: string, hex = dark) =>
  `<g ${finish(pen, 'plastic', { edge: 4, depth: 0.55 })}><path d="${outline}" fill="${across(pen, hex, 0.09)}"/></g>`

export const kettle: Drawing = (pen, input) => {
  const { left, top, width, height } = framed(input.dimensions.widthMm, input.dimensions.heightMm, {
    width: 290,
    height: 310,
    bottom: 425,
  })
  const hex = input.colour.hex
  const feel = feelOf(input.material)
  const round0 = feel === 'metal' ? 'metal' : 'ceramic'
  const bottom = top + height
  const x = left + width * 0.44
  const low = width * 0.36
  const high = width * 0.25
  const base = bottom - height * 0.1
  const shoulder = top + height * 0.2
  const pot = d`M${x - high} ${shoulder}C${x - high - 4} ${top + height * 0.4} ${x - low} ${base - height * 0.22} ${x - low} ${base}Q${x} ${base + 12} ${x + low} ${base}C${x + low} ${base - height * 0.22} ${x + high + 4} ${top + height * 0.4} ${x + high} ${shoulder}Q${x} ${shoulder + 9} ${x - high} ${shoulder}Z`
  const spout = d`M${x - high + 2} ${shoulder - 2}L${x - high - width * 0.13} ${shoulder - 4}Q${x - high - width * 0.1} ${shoulder + 22} ${x - high - 6} ${shoulder + height * 0.2}Z`
  const grip = d`M${x + high - 8} ${shoulder + 4}C${left + width * 0.9} ${top + height * 0.12} ${left + width * 1.03} ${top + height * 0.26} ${left + width * 0.99} ${top + height * 0.46}C${left + width * 0.97} ${top + height * 0.62} ${x + low + width * 0.08} ${base - height * 0.16} ${x + low - 6} ${base - height * 0.1}`
  const lid = d`M${x - high} ${shoulder}Q${x - high + 4} ${top + height * 0.09} ${x} ${top + height * 0.08}Q${x + high - 4} ${top + height * 0.09} ${x + high} ${shoulder}Q${x} ${shoulder + 10} ${x - high} ${shoulder}Z`
  const body = [
    plastic(
      pen,
      d`M${x - low - 8} ${base + 4}Q${x} ${base - 8} ${x + low + 8} ${base + 4}L${x + low + 10} ${bottom - 6}Q${x} ${bottom + 8} ${x - low - 10} ${bottom - 6}Z`,
    ),
    `<g ${finish(pen, 'rubber', { edge: 5, depth: 0.6 })}><path d="${grip}" fill="none" stroke="${feel === 'metal' ? dark : (ownColour.walnut ?? dark)}" stroke-width="${round(width * 0.075)}" stroke-linecap="round"/></g><path d="${grip}" fill="none" stroke="#fff" stroke-width="2.4" opacity=".25" transform="translate(-3 -4)" stroke-linecap="round"/>`,
    `<g ${finish(pen, feel, { edge: 5, depth: 0.4 })}><path d="${spout}" fill="${across(pen, tone(hex, -0.02), 0.1)}"/></g>`,
    `<g ${finish(pen, feel, { edge: 7, depth: 0.4, upright: true })}><path d="${pot}" fill="${around(pen, hex, round0)}"/></g>`,
    `<path d="${d`M${x - low + 1} ${base - 8}Q${x} ${base + 5} ${x + low - 1} ${base - 8}`}" fill="none" stroke="${tone(hex, -0.2)}" stroke-width="2"/>`,
    `<g ${finish(pen, feel, { edge: 5, depth: 0.42, cast: 2 })}><path d="${lid}" fill="${around(pen, tone(hex, 0.02), round0)}"/></g>`,
    `<g ${finish(pen, 'wood', { edge: 4, depth: 0.6, cast: 2 })}><rect x="${round(x - 15)}" y="${round(top)}" width="30" height="${round(height * 0.09)}" rx="9" fill="${feel === 'metal' ? dark : (ownColour.walnut ?? dark)}"/></g>`,
    `<path d="${d`M${x - high * 0.62} ${shoulder + height * 0.12}C${x - high * 0.66} ${top + height * 0.5} ${x - low * 0.66} ${base - height * 0.2} ${x - low * 0.68} ${base - height * 0.08}`}" fill="none" stroke="#fff" stroke-width="${round(width * 0.035)}" stroke-linecap="round" opacity="${lightness(hex) > 0.7 ? 0.5 : 0.28}"/>`,
  ]
  return { body: body.join(''), stands: 'floor', ground: { x, y: bottom, width: low * 2.1, depth: 11 } }
}

export const toaster: Drawing = (pen, input) => {
  const { left, top, width, height } = framed(input.dimensions.widthMm, input.dimensions.heightMm, {
    width: 300,
    height: 270,
    bottom: 405,
  })
  const hex = input.colour.hex
  const feel = feelOf(input.material)
  const right = left + width
  const bottom = top + height
  const r = height * 0.2
  const shell = d`M${left} ${bottom - 14}V${top + r + 18}Q${left} ${top + 18} ${left + r} ${top + 18}H${right - r}Q${right} ${top + 18} ${right} ${top + r + 18}V${bottom - 14}Z`
  const bread = (x: number, lift: number) => {
    const y = top - lift
    return `<g ${finish(pen, 'felt', { edge: 5, depth: 0.5 })}><path d="${d`M${x - 74} ${top + 34}V${y + 12}C${x - 92} ${y - 20} ${x - 52} ${y - 36} ${x} ${y - 28}C${x + 52} ${y - 36} ${x + 92} ${y - 20} ${x + 74} ${y + 12}V${top + 34}Z`}" fill="#b9793a"/><path d="${d`M${x - 62} ${top + 34}V${y + 12}C${x - 76} ${y - 10} ${x - 46} ${y - 22} ${x} ${y - 16}C${x + 46} ${y - 22} ${x + 76} ${y - 10} ${x + 62} ${y + 12}V${top + 34}Z`}" fill="#e6b878"/></g>`
  }
  const body = [
    bread(212, 22),
    `<g ${finish(pen, feel, { edge: 5, depth: 0.5 })}><path d="${d`M${left + r * 0.5} ${top + 24}Q200 ${top - 2} ${right - r * 0.5} ${top + 24}L${right - r * 0.4} ${top + 40}H${left + r * 0.4}Z`}" fill="${tone(hex, 0.05)}"/></g>`,
    `<path d="${d`M${left + width * 0.14} ${top + 16}H${right - width * 0.14}l4 8H${left + width * 0.14 - 4}Z`}" fill="#1f1c1a"/>`,
    bread(196, 8).replace('#b9793a', '#a86a30'),
    `<g ${finish(pen, feel, { edge: 9, depth: 0.5, cast: 2 })}><path d="${shell}" fill="${across(pen, hex, 0.07)}"/></g>`,
    `<path d="${d`M${left + 20} ${top + r + 30}Q${left + 22} ${top + 36} ${left + r + 26} ${top + 34}H${left + width * 0.5}`}" fill="none" stroke="#fff" stroke-width="7" stroke-linecap="round" opacity=".38"/>`,
    plastic(
      pen,
      d`M${left - 4} ${bottom - 18}H${right + 4}V${bottom - 4}Q${right + 4} ${bottom} ${right} ${bottom}H${left}Q${left - 4} ${bottom} ${left - 4} ${bottom - 4}Z`,
    ),
    `<path d="${d`M${right - 34} ${top + height * 0.3}V${bottom - 40}`}" stroke="#1f1c1a" stroke-width="6" stroke-linecap="round"/>`,
    `<g ${finish(pen, 'wood', { edge: 3, depth: 0.5, cast: 2 })}><rect x="${round(right - 50)}" y="${round(top + height * 0.36)}" width="32" height="15" rx="6" fill="${ownColour.oak}"/></g>`,
    `<g ${finish(pen, 'metal', { edge: 3, depth: 0.5, cast: 1 })}><circle cx="${round(right - 82)}" cy="${round(bottom - 56)}" r="15" fill="${around(pen, '#c3c6c8', 'metal')}"/></g><path d="${d`M${right - 82} ${bottom - 56}l7 -9`}" stroke="${dark}" stroke-width="3" stroke-linecap="round"/>`,
  ]
  return { body: body.join(''), stands: 'floor', ground: { x: 200, y: bottom, width: width * 0.96, depth: 12 } }
}

/** A filter coffee maker: tower, filter holder, glass jug. */
export const coffeeMaker: Drawing = (pen, input) => {
  const { left, top, width, height } = framed(input.dimensions.widthMm, input.dimensions.heightMm, {
    width: 250,
    height: 350,
    bottom: 432,
  })
  const hex = input.colour.hex
  const feel = feelOf(input.material)
  const right = left + width
  const bottom = top + height
  const plate = bottom - height * 0.09
  const towerLeft = left + width * 0.62
  const x = left + width * 0.31
  const jugTop = top + height * 0.46
  const half = width * 0.29
  const jug = d`M${x - half * 0.74} ${jugTop}C${x - half * 0.8} ${jugTop + 20} ${x - half * 1.06} ${plate - height * 0.2} ${x - half} ${plate - height * 0.08}Q${x - half * 0.94} ${plate} ${x - half * 0.7} ${plate}H${x + half * 0.7}Q${x + half * 0.94} ${plate} ${x + half} ${plate - height * 0.08}C${x + half * 1.06} ${plate - height * 0.2} ${x + half * 0.8} ${jugTop + 20} ${x + half * 0.74} ${jugTop}Z`
  const level = plate - height * 0.22
  const coffee = d`M${x - half * 1.0} ${level}C${x - half * 1.02} ${level + 14} ${x - half * 0.99} ${plate - height * 0.09} ${x - half * 0.93} ${plate - 8}Q${x - half * 0.8} ${plate - 3} ${x - half * 0.7} ${plate - 3}H${x + half * 0.7}Q${x + half * 0.8} ${plate - 3} ${x + half * 0.93} ${plate - 8}C${x + half * 0.99} ${plate - height * 0.09} ${x + half * 1.02} ${level + 14} ${x + half} ${level}Z`
  const grip = d`M${x + half * 0.76} ${jugTop + 14}C${x + half * 1.7} ${jugTop + 2} ${x + half * 1.62} ${plate - height * 0.12} ${x + half * 0.98} ${plate - height * 0.1}`
  const water = d`M${towerLeft + 12} ${top + height * 0.14}H${right - 12}V${top + height * 0.5}H${towerLeft + 12}Z`
  const body = [
    `<g ${finish(pen, feel, { edge: 6, depth: 0.5 })}><path d="${d`M${towerLeft} ${top + 10}Q${towerLeft} ${top} ${towerLeft + 10} ${top}H${right - 10}Q${right} ${top} ${right} ${top + 10}V${plate}H${towerLeft}Z`}" fill="${across(pen, hex, 0.08)}"/></g>`,
    `<path d="${water}" fill="#cfe0e4" opacity=".5"/><path d="${d`M${towerLeft + 12} ${top + height * 0.24}H${right - 12}V${top + height * 0.5}H${towerLeft + 12}Z`}" fill="#8fb6c2" opacity=".5"/><path d="${d`M${towerLeft + 18} ${top + height * 0.17}V${top + height * 0.46}`}" stroke="#fff" stroke-width="3.6" stroke-linecap="round" opacity=".7"/>`,
    `<g ${finish(pen, feel, { edge: 6, depth: 0.5, cast: 3 })}><path d="${d`M${left} ${top + 10}Q${left} ${top} ${left + 10} ${top}H${towerLeft + 14}V${top + height * 0.09}H${left}Z`}" fill="${across(pen, tone(hex, 0.02), 0.08)}"/></g>`,
    plastic(
      pen,
      d`M${x - half * 0.92} ${top + height * 0.088}H${x + half * 0.92}L${x + half * 0.6} ${top + height * 0.38}H${x - half * 0.6}Z`,
      mix(hex, dark, 0.8),
    ),
    `<g ${finish(pen, feel, { edge: 4, depth: 0.5 })}><path d="${d`M${left - 4} ${plate}H${right + 2}V${bottom - 6}Q${right + 2} ${bottom} ${right - 6} ${bottom}H${left + 4}Q${left - 4} ${bottom} ${left - 4} ${bottom - 8}Z`}" fill="${across(pen, hex, 0.08)}"/></g>`,
    `<path d="${coffee}" fill="#3a2317"/><ellipse cx="${round(x)}" cy="${round(level)}" rx="${round(half)}" ry="6" fill="#6b452b"/>`,
    `<path d="${jug}" fill="#eef4f3" fill-opacity=".2" stroke="#fff" stroke-opacity=".75" stroke-width="1.8"/><path d="${jug}" fill="none" stroke="#3a3128" stroke-opacity=".35" stroke-width="1"/>`,
    `<path d="${d`M${x - half * 0.76} ${jugTop + height * 0.08}C${x - half * 0.9} ${plate - height * 0.2} ${x - half * 0.82} ${plate - height * 0.1} ${x - half * 0.78} ${plate - 18}`}" fill="none" stroke="#fff" stroke-width="6" stroke-linecap="round" opacity=".6"/>`,
    plastic(pen, d`M${x - half * 0.82} ${jugTop - 10}H${x + half * 0.82}V${jugTop + 7}H${x - half * 0.82}Z`),
    `<g ${finish(pen, 'plastic', { edge: 4, depth: 0.55 })}><path d="${grip}" fill="none" stroke="${dark}" stroke-width="12" stroke-linecap="round"/></g>`,
    `<circle cx="${round(right - width * 0.17)}" cy="${round((plate + bottom) / 2)}" r="7" fill="#f3ead6"/><circle cx="${round(right - width * 0.17)}" cy="${round((plate + bottom) / 2)}" r="3" fill="#d98b3a"/>`,
  ]
  return { body: body.join(''), stands: 'floor', ground: { x: 200, y: bottom, width: width * 0.98, depth: 12 } }
}
