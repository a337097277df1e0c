import { mix, tone } from './colour.ts'
import { across, around, ball, feelOf, finish, ownColour } from './materials.ts'
import { type Drawing, d, framed, type Pen, round, textParam } from './pen.ts'
import { block, solid, viewOf } from './solid.ts'

const dark = '#2b2b2d'

const dots = (pen: Pen, hex: string) =>
  pen.define(
    `dots ${hex}`,
    (id) =>
      `<pattern id="${id}" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="${hex}"/><circle cx="1.3" cy="1.3" r="1.05" fill="${tone(hex, -0.2)}"/><circle cx="3.8" cy="3.8" r="1.05" fill="${tone(hex, -0.2)}"/></pattern>`,
  )

export const headphones: Drawing = (pen, input) => {
  const hex = input.colour.hex
  const steel = around(pen, '#9b9ea0', 'metal')
  const cup = (side: 1 | -1) => {
    const x = 200 + side * 77
    const shell = d`M${x - side * 22} 262C${x + side * 16} 252 ${x + side * 44} 278 ${x + side * 44} 322C${x + side * 44} 366 ${x + side * 16} 392 ${x - side * 22} 382Z`
    const pad = d`M${x - side * 22} 254C${x - side * 44} 256 ${x - side * 50} 288 ${x - side * 50} 322C${x - side * 50} 356 ${x - side * 44} 388 ${x - side * 22} 390C${x - side * 10} 370 ${x - side * 8} 344 ${x - side * 8} 322C${x - side * 8} 300 ${x - side * 10} 274 ${x - side * 22} 254Z`
    return [
      `<g ${finish(pen, 'metal', { edge: 2, depth: 0.5 })}><path d="${d`M${x + side * 8} 196h${side * 9}v72h${side * -9}Z`}" fill="${steel}"/></g>`,
      `<g ${finish(pen, 'plastic', { edge: 11, depth: 0.55 })}><path d="${shell}" fill="${ball(pen, hex, 0.12)}"/></g>`,
      `<path d="${d`M${x + side * 14} 276Q${x + side * 34} 296 ${x + side * 34} 322Q${x + side * 34} 348 ${x + side * 14} 368`}" fill="none" stroke="${tone(hex, 0.16)}" stroke-width="1.6" opacity=".6"/>`,
      `<g ${finish(pen, 'leather', { edge: 9, depth: 0.7, cast: 2 })}><path d="${pad}" fill="${tone(mix(hex, dark, 0.7), 0.02)}"/></g>`,
    ].join('')
  }
  const band =
    'M106 214C92 118 140 70 200 70C260 70 308 118 294 214L276 212C284 132 248 94 200 94C152 94 116 132 124 212Z'
  const cushion =
    'M136 150C146 112 172 92 200 92C228 92 254 112 264 150C250 126 228 110 200 110C172 110 150 126 136 150Z'
  const body = [
    `<g ${finish(pen, 'leather', { edge: 6, depth: 0.6 })}><path d="${cushion}" fill="${mix(hex, dark, 0.6)}"/></g>`,
    `<g ${finish(pen, 'weave', { edge: 7, depth: 0.6 })}><path d="${band}" fill="${across(pen, hex, 0.08)}"/></g>`,
    '<path d="M126 150C138 104 170 82 204 82" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" opacity=".22"/>',
    cup(-1),
    cup(1),
  ]
  return { body: body.join(''), stands: 'floor', ground: { x: 200, y: 390, width: 230, depth: 10 } }
}

export const speaker: Drawing = (pen, input) =>
  textParam(input, 'form', 'portable') === 'shelf' ? shelfSpeaker(pen, input) : portable(pen, input)

const portable: Drawing = (pen, input) => {
  const { left, top, width, height } = framed(input.dimensions.widthMm, input.dimensions.heightMm, {
    width: 290,
    height: 270,
    bottom: 410,
  })
  const hex = input.colour.hex
  const bottom = top + height
  const strap = d`M${left + width * 0.28} ${top + 6}C${left + width * 0.28} ${top - 58} ${left + width * 0.72} ${top - 58} ${left + width * 0.72} ${top + 6}`
  const box = (inset: number) =>
    `x="${round(left + inset)}" y="${round(top + inset)}" width="${round(width - inset * 2)}" height="${round(height - inset * 2)}" rx="${round(height * 0.24 - inset)}"`
  const body = [
    `<path d="${strap}" fill="none" stroke="#6b4a2f" stroke-width="11" stroke-linecap="round"/><path d="${strap}" fill="none" stroke="#a2764c" stroke-width="3" stroke-linecap="round" transform="translate(-1 -2.6)"/>`,
    `<g ${finish(pen, 'plastic', { edge: 9, depth: 0.55 })}><rect ${box(0)} fill="${across(pen, tone(hex, -0.05), 0.08)}"/></g>`,
    `<g ${finish(pen, 'weave', { edge: 10, depth: 0.45 })}><rect ${box(10)} fill="url(#${dots(pen, tone(hex, 0.03))})"/></g>`,
    `<path d="${d`M${left + width * 0.1} ${top + height * 0.36}Q${left + width * 0.12} ${top + height * 0.14} ${left + width * 0.34} ${top + height * 0.12}`}" stroke="#fff" stroke-width="9" stroke-linecap="round" fill="none" opacity=".2"/>`,
    `<g ${finish(pen, 'metal', { edge: 1.5, depth: 0.5 })}><rect x="${round(left + width - 78)}" y="${round(bottom - 44)}" width="42" height="13" rx="3" fill="${around(pen, '#c9a35a', 'metal')}"/></g>`,
    `<circle cx="${round(left + 40)}" cy="${round(bottom - 37)}" r="3" fill="#fdf6e2"/>`,
  ]
  return { body: body.join(''), stands: 'floor', ground: { x: 200, y: bottom, width: width * 0.84, depth: 11 } }
}

const shelfSpeaker: Drawing = (pen, input) => {
  const size = input.dimensions
  const view = viewOf(size, { width: 250, height: 330, bottom: 428 }, 0.42, 0.2)
  const hex = input.colour.hex
  const front = { width: size.widthMm, height: size.heightMm }
  const at = (x: number, y: number) => view.at([x * front.width, y * front.height, size.depthMm])
  const skew = ((size.widthMm * Math.sin(0.42) * Math.sin(0.2)) / (size.widthMm * Math.cos(0.42))) * 57.3
  const ring = (y: number, share: number, centre: string) => {
    const [cx, cy] = at(0.5, y)
    const r = front.width * share * view.scale
    const oval = (scale: number, fill: string) =>
      `<ellipse cx="${round(cx)}" cy="${round(cy)}" rx="${round(r * 0.915 * scale)}" ry="${round(r * 0.98 * scale)}" fill="${fill}" transform="rotate(${round(skew)} ${round(cx)} ${round(cy)})"/>`
    return `<g ${finish(pen, 'plastic', { edge: 3, depth: 0.6 })}>${oval(1, '#3a393a')}${oval(0.86, '#1f1f20')}</g>${oval(0.74, ball(pen, '#3b3a3b', 0.1))}${oval(0.3, ball(pen, centre, 0.16))}`
  }
  const cloth = [at(0.06, 0.05), at(0.94, 0.05), at(0.94, 0.95), at(0.06, 0.95)]
    .map(([x, y]) => `${round(x)},${round(y)}`)
    .join(' ')
  const body = [
    solid(
      pen,
      view,
      { x: 0, y: 0, z: 0, width: size.widthMm, height: size.heightMm, depth: size.depthMm },
      hex,
      feelOf(input.material),
      { edge: 4, depth: 0.5, rounding: 8, upright: true },
    ),
    `<polygon points="${cloth}" fill="#2a2927"/>`,
    ring(0.72, 0.2, '#8d8b86'),
    ring(0.34, 0.38, '#57534e'),
  ]
  return {
    body: body.join(''),
    stands: 'floor',
    ground: { x: (view.left + view.right) / 2, y: view.bottom - 14, width: (view.right - view.left) * 0.86, depth: 12 },
  }
}

export const powerBank: Drawing = (pen, input) => {
  const { left, top, width, height } = framed(input.dimensions.widthMm, input.dimensions.heightMm, {
    width: 170,
    height: 310,
    bottom: 405,
  })
  const hex = input.colour.hex
  const cable = d`M${left + width * 0.5} ${top}C${left + width * 0.5} ${top - 54} ${left + width * 1.18} ${top - 46} ${left + width * 1.2} ${top + 30}V${top + height * 0.5}`
  const body = [
    `<path d="${cable}" fill="none" stroke="${tone(hex, -0.18)}" stroke-width="7" stroke-linecap="round"/><path d="${cable}" fill="none" stroke="${tone(hex, 0.1)}" stroke-width="1.6" transform="translate(-1.6 -1)"/><rect x="${round(left + width * 1.2 - 8)}" y="${round(top + height * 0.5 - 4)}" width="16" height="34" rx="4" fill="${around(pen, tone(hex, -0.05), 'plastic')}"/><rect x="${round(left + width * 1.2 - 5)}" y="${round(top + height * 0.5 + 29)}" width="10" height="13" rx="3" fill="${around(pen, '#b4b9bc', 'metal')}"/>`,
    `<g ${finish(pen, 'ceramic', { edge: 6, depth: 0.55 })}><rect x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${round(height)}" rx="22" fill="${across(pen, hex, 0.09)}"/></g>`,
    `<path d="${d`M${left + 22} ${top + 10}V${top + height - 30}`}" stroke="#fff" stroke-width="11" opacity=".16" stroke-linecap="round"/>`,
    ...[0, 1, 2, 3].map(
      (at) =>
        `<circle cx="${round(left + width * 0.5 - 21 + at * 14)}" cy="${round(top + height - 28)}" r="3.2" fill="${at < 3 ? '#fdf6e2' : tone(hex, -0.16)}"/>`,
    ),
    `<path d="${d`M${left + width * 0.54} ${top + height * 0.39}l-14 24h12l-6 22l18 -28h-12Z`}" fill="${tone(hex, -0.16)}" opacity=".75"/>`,
  ]
  return { body: `<g transform="rotate(-6 200 250)">${body.join('')}</g>`, stands: 'flat' }
}

/** A small plug-in charger with its cable. */
export const charger: Drawing = (pen, input) => {
  const hex = input.colour.hex
  const view = viewOf(
    { widthMm: 52, heightMm: 60, depthMm: 40, weightG: 1 },
    { width: 190, height: 190, bottom: 360 },
    0.5,
    0.36,
  )
  const [px, py] = view.at([26, 12, 40])
  const cable = d`M${px} ${py}C${px - 60} ${py + 70} 60 330 70 400C80 452 240 452 330 400`
  const pin = (x: number) => block(view, { x, y: 60, z: 18, width: 5, height: 17, depth: 5 }, '#b4b9bc')
  const body = [
    `<path d="${cable}" fill="none" stroke="${tone(hex, -0.16)}" stroke-width="8" stroke-linecap="round"/><path d="${cable}" fill="none" stroke="${tone(hex, 0.04)}" stroke-width="3" stroke-linecap="round" transform="translate(-1 -1.4)"/>`,
    `<g transform="rotate(-24 336 396)"><rect x="322" y="387" width="34" height="18" rx="5" fill="${around(pen, hex, 'plastic', true)}"/><rect x="355" y="390" width="14" height="11" rx="3" fill="${around(pen, '#b4b9bc', 'metal', true)}"/></g>`,
    `<g ${finish(pen, 'metal', { edge: 2, depth: 0.5 })}>${pin(14)}${pin(33)}</g>`,
    solid(pen, view, { x: 0, y: 0, z: 0, width: 52, height: 60, depth: 40 }, hex, 'plastic', {
      edge: 6,
      depth: 0.5,
      soften: 1.6,
      rounding: 22,
    }),
    `<g ${finish(pen, 'metal', { edge: 1.5, depth: 0.5 })}><rect x="${round(px - 13)}" y="${round(py - 7)}" width="26" height="13" rx="5" fill="#55524d" transform="rotate(8 ${round(px)} ${round(py)})"/></g>`,
  ]
  return { body: body.join(''), stands: 'floor', ground: { x: 200, y: view.bottom - 18, width: 150, depth: 14 } }
}

export const clock: Drawing = (pen, input) => {
  const hex = input.colour.hex
  const [cx, cy, r] = [200, 262, 116]
  const mark = (at: number) => {
    const a = (at / 12) * Math.PI * 2
    const from = at % 3 ? 0.76 : 0.7
    return d`M${cx + Math.sin(a) * r * from} ${cy - Math.cos(a) * r * from}L${cx + Math.sin(a) * r * 0.82} ${cy - Math.cos(a) * r * 0.82}`
  }
  const body = [
    `<g ${finish(pen, 'plastic', { edge: 3, depth: 0.5 })}><path d="M124 352l-16 34h20l18 -22ZM276 352l16 34h-20l-18 -22Z" fill="${tone(hex, -0.12)}"/><rect x="184" y="132" width="32" height="20" rx="7" fill="${around(pen, tone(hex, -0.04), 'plastic')}"/></g>`,
    `<g ${finish(pen, feelOf(input.material), { edge: 9, depth: 0.55 })}><circle cx="${cx}" cy="${cy}" r="${r}" fill="${across(pen, hex, 0.09)}"/></g>`,
    `<circle cx="${cx}" cy="${cy}" r="${r * 0.88}" fill="${tone(hex, -0.14)}"/><circle cx="${cx + 1}" cy="${cy + 2}" r="${r * 0.87}" fill="${across(pen, '#f6f1e6', 0.03)}"/>`,
    `<path d="${Array.from({ length: 12 }, (_, at) => mark(at)).join('')}" stroke="#2b2825" stroke-width="4" stroke-linecap="round"/>`,
    `<g stroke-linecap="round" fill="none"><g stroke="#1c130b" opacity=".22" transform="translate(3 4)"><path d="M200 262L160 232" stroke-width="8"/><path d="M200 262L232 192" stroke-width="5"/></g><path d="M200 262L160 232" stroke="#2b2825" stroke-width="8"/><path d="M200 262L232 192" stroke="#2b2825" stroke-width="5"/><path d="M200 262L246 300" stroke="${hex}" stroke-width="3"/></g><circle cx="200" cy="262" r="7" fill="#2b2825"/>`,
    `<path d="${d`M${cx - r * 0.68} ${cy - r * 0.2}A${r * 0.7} ${r * 0.7} 0 0 1 ${cx - r * 0.1} ${cy - r * 0.7}`}" fill="none" stroke="#fff" stroke-width="13" stroke-linecap="round" opacity=".5"/>`,
  ]
  return { body: body.join(''), stands: 'floor', ground: { x: 200, y: 384, width: 180, depth: 9 } }
}

/** A bike lamp with its strap, shining towards us. */
export const bikeLight: Drawing = (pen, input) => {
  const hex = input.colour.hex
  const lens = pen.define(
    'lens',
    (id) =>
      `<radialGradient id="${id}"><stop offset="0" stop-color="#fff"/><stop offset=".3" stop-color="#fff6d8"/><stop offset=".8" stop-color="#f1dfae"/><stop offset="1" stop-color="#a89466"/></radialGradient>`,
  )
  const beam = pen.define(
    'beam',
    (id) =>
      `<radialGradient id="${id}"><stop offset="0" stop-color="#fffbe9" stop-opacity=".95"/><stop offset=".4" stop-color="#fff3cf" stop-opacity=".35"/><stop offset="1" stop-color="#fff3cf" stop-opacity="0"/></radialGradient>`,
  )
  const one = (x: number, y: number, r: number, glass: string) =>
    [
      `<g ${finish(pen, 'rubber', { edge: 5, depth: 0.55 })}><path d="${d`M${x - r * 0.42} ${y + r * 0.7}H${x + r * 0.42}L${x + r * 0.5} ${y + r * 1.5}Q${x} ${y + r * 1.8} ${x - r * 0.5} ${y + r * 1.5}Z`}" fill="${dark}"/></g>`,
      `<g ${finish(pen, 'metal', { edge: 7, depth: 0.6 })}><circle cx="${x}" cy="${y}" r="${r}" fill="${across(pen, hex, 0.12)}"/></g>`,
      `<circle cx="${x}" cy="${y}" r="${round(r * 0.76)}" fill="${dark}"/><circle cx="${x}" cy="${y}" r="${round(r * 0.68)}" fill="${glass}"/>`,
    ].join('')
  const red = pen.define(
    'red-lens',
    (id) =>
      `<radialGradient id="${id}"><stop offset="0" stop-color="#ffe1d8"/><stop offset=".35" stop-color="#f2553f"/><stop offset="1" stop-color="#7e1712"/></radialGradient>`,
  )
  const body = [
    one(154, 226, 92, `url(#${lens})`),
    one(290, 296, 56, `url(#${red})`),
    `<circle cx="154" cy="226" r="150" fill="url(#${beam})"/>`,
    '<path d="M104 200A58 58 0 0 1 142 172" fill="none" stroke="#fff" stroke-width="7" stroke-linecap="round" opacity=".9"/><path d="M262 280A34 34 0 0 1 282 264" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round" opacity=".7"/>',
  ]
  return { body: body.join(''), stands: 'floor', ground: { x: 210, y: 384, width: 230, depth: 12 } }
}

/** A cover for a reader, standing ajar. */
export const cover: Drawing = (pen, input) => {
  const hex = input.colour.hex
  const feel = feelOf(input.material)
  const screen = pen.define(
    'screen',
    (id) =>
      `<linearGradient id="${id}" x2=".8" y2="1"><stop offset="0" stop-color="#efece3"/><stop offset="1" stop-color="#d6d2c6"/></linearGradient>`,
  )
  const lines = Array.from(
    { length: 15 },
    (_, at) => d`M194 ${162 + at * 15}h${at % 5 === 4 ? 66 : 112 - ((at * 7) % 13)}`,
  ).join('')
  const body = [
    `<g ${finish(pen, feel, { edge: 4, depth: 0.55 })}><path d="M172 104H328Q338 104 338 116V402Q338 412 328 412H172Z" fill="${across(pen, hex, 0.06)}"/></g>`,
    `<g ${finish(pen, 'plastic', { edge: 3, depth: 0.5, cast: 2 })}><rect x="176" y="116" width="152" height="284" rx="9" fill="#2d2c2b"/></g><rect x="186" y="134" width="130" height="240" rx="2" fill="url(#${screen})"/><path d="${lines}" stroke="#55514a" stroke-width="2.6" opacity=".75"/><path d="M194 148h60" stroke="#2d2c2b" stroke-width="4"/>`,
    `<g ${finish(pen, feel, { edge: 6, depth: 0.6, cast: 5 })}><path d="M172 104L74 132Q64 136 64 148V424Q64 436 76 436L172 412Z" fill="${across(pen, tone(hex, 0.02), 0.09)}"/></g>`,
    `<path d="M164 114L80 138Q73 141 73 150V418Q73 426 80 425L164 405" fill="none" stroke="${tone(hex, -0.2)}" stroke-width="1.3" stroke-dasharray="4 3"/><path d="M172 104V412" stroke="${tone(hex, -0.2)}" stroke-width="3" opacity=".6"/>`,
    `<path d="M84 170C96 160 118 154 138 150" stroke="#fff" stroke-width="14" stroke-linecap="round" fill="none" opacity=".14"/>`,
    `<path d="M338 240q14 0 14 10v18q0 10 -14 10" fill="${tone(hex, -0.08)}"/><circle cx="342" cy="259" r="4" fill="${ownColour.brass}"/>`,
  ]
  return { body: body.join(''), stands: 'floor', ground: { x: 204, y: 420, width: 270, depth: 10 } }
}
