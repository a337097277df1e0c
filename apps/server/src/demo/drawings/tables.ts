import { tone } from './colour.ts'
import { across, feelOf, finish, ownColour } from './materials.ts'
import { type Drawing, type DrawingInput, d, type Pen, round, textParam } from './pen.ts'
import { type Block, block, footprint, solid, type View, viewOf } from './solid.ts'

/** A table on four legs; with `shape: round` on a column or on three legs. `drawers` hang under a desk. */
export const table: Drawing = (pen, input) => {
  const view = viewOf(input.dimensions, { width: 340, height: 320, bottom: 425 }, 0.44, 0.3)
  const body =
    textParam(input, 'shape', 'square') === 'round' ? roundTable(pen, input, view) : squareTable(pen, input, view)
  return { body, stands: 'floor', ground: { x: 200, y: view.bottom - 34, width: 0 } }
}

function squareTable(pen: Pen, input: DrawingInput, view: View): string {
  const { widthMm: width, heightMm: height, depthMm: depth } = input.dimensions
  const hex = input.colour.hex
  const metal = textParam(input, 'legs', 'wood') === 'steel'
  const thick = metal ? 34 : Math.min(70, depth * 0.09)
  const top = 34
  const inset = metal ? 60 : 30
  const leg = (x: number, z: number) =>
    solid(
      pen,
      view,
      { x, y: 0, z, width: thick, height: height - top, depth: thick },
      metal ? (ownColour['painted-steel'] ?? hex) : hex,
      metal ? 'metal' : 'wood',
      { edge: 2.2, depth: 0.5, upright: true, rounding: 3 },
    )
  const board = (one: Block, rounding = 5) =>
    solid(pen, view, one, hex, feelOf(input.material), { edge: 3, depth: 0.5, cast: 4, rounding })
  const apron = { y: height - top - 90, height: 95 }
  const drawers = textParam(input, 'drawers', 'none') !== 'none'
  const knob = (x: number) => {
    const [kx, ky] = view.at([x, height - top - 48, depth - inset + 6])
    return `<circle cx="${round(kx)}" cy="${round(ky)}" r="3.4" fill="${ownColour.brass}"/><circle cx="${round(kx - 0.9)}" cy="${round(ky - 1)}" r="1.2" fill="#fff4d0"/>`
  }
  const split = view.at([width / 2, height - top, depth - inset])
  const splitLow = view.at([width / 2, height - top - 88, depth - inset])
  return [
    footprint(pen, view, { x: 20, z: 20, width: width - 40, depth: depth - 40 }, 0.26, 12),
    leg(inset, inset),
    leg(width - inset - thick, inset),
    leg(inset, depth - inset - thick),
    board({ x: inset + 8, ...apron, z: inset + 8, width: width - inset * 2 - 16, depth: depth - inset * 2 - 16 }, 2),
    drawers
      ? `<path d="${d`M${split[0]} ${split[1]}L${splitLow[0]} ${splitLow[1]}`}" stroke="${tone(hex, -0.25)}" stroke-width="1.4"/>${knob(width * 0.28)}${knob(width * 0.72)}`
      : '',
    leg(width - inset - thick, depth - inset - thick),
    board({ x: 0, y: height - top, z: 0, width, height: top, depth }),
  ].join('')
}

function roundTable(pen: Pen, input: DrawingInput, view: View): string {
  const { widthMm: width, heightMm: height, depthMm: depth } = input.dimensions
  const hex = input.colour.hex
  const feel = feelOf(input.material)
  const [cx, cy] = view.at([width / 2, height, depth / 2])
  const [, floorAt] = view.at([width / 2, 0, depth / 2])
  const rx = (width / 2) * view.scale
  const ry = rx * Math.sin(0.3)
  const thick = 34 * view.scale
  const plate = d`M${cx - rx} ${cy}A${rx} ${ry} 0 0 1 ${cx + rx} ${cy}V${cy + thick}A${rx} ${ry} 0 0 1 ${cx - rx} ${cy + thick}Z`
  const leg = (angle: number) => {
    const x = cx + Math.cos(angle) * rx * 0.78
    const y = floorAt + Math.sin(angle) * ry * 0.85
    const w = Math.max(4, 46 * view.scale)
    return `<g ${finish(pen, 'wood', { edge: 2.4, depth: 0.5, upright: true, cast: 2 })}><path d="${d`M${cx + (x - cx) * 0.84 - w / 2} ${cy + Math.sin(angle) * ry * 0.8}h${w}L${x + w * 0.36} ${y}q${-w * 0.36} 3 ${-w * 0.72} 0Z`}" fill="${across(pen, hex, 0.05)}"/></g>`
  }
  const column = `<g ${finish(pen, 'wood', { edge: 4, depth: 0.55, upright: true })}><path d="${d`M${cx - rx * 0.09} ${cy}L${cx - rx * 0.07} ${floorAt - ry * 0.5}C${cx - rx * 0.09} ${floorAt - 4} ${cx - rx * 0.4} ${floorAt - 6} ${cx - rx * 0.42} ${floorAt + 2}Q${cx} ${floorAt + ry * 0.75} ${cx + rx * 0.42} ${floorAt + 2}C${cx + rx * 0.4} ${floorAt - 6} ${cx + rx * 0.09} ${floorAt - 4} ${cx + rx * 0.07} ${floorAt - ry * 0.5}L${cx + rx * 0.09} ${cy}Z`}" fill="${across(pen, hex, 0.07)}"/></g>`
  const stand = textParam(input, 'base', 'legs') === 'column' ? column : [-2.1, -0.7, 0.6, 2.5].map(leg).join('')
  return [
    `<ellipse cx="${round(cx + 8)}" cy="${round(floorAt + 3)}" rx="${round(rx * 0.86)}" ry="${round(ry * 0.8)}" fill="#22180f" opacity=".3" filter="url(#${pen.define('under-table', (id) => `<filter id="${id}" x="-.3" y="-.8" width="1.6" height="2.6"><feGaussianBlur stdDeviation="9"/></filter>`)})"/>`,
    stand,
    `<g ${finish(pen, feel, { edge: 3, depth: 0.45, cast: 5 })}><path d="${plate}" fill="${tone(hex, -0.09)}"/><ellipse cx="${round(cx)}" cy="${round(cy)}" rx="${round(rx)}" ry="${round(ry)}" fill="${across(pen, tone(hex, 0.04), 0.06)}"/></g>`,
    `<path d="${d`M${cx - rx + 1.5} ${cy + 1.4}A${rx - 1.5} ${ry} 0 0 0 ${cx + rx - 1.5} ${cy + 1.4}`}" fill="none" stroke="${tone(hex, 0.15)}" stroke-width="1.1" opacity=".8"/>`,
  ].join('')
}

const spines = ['#8e2435', '#27364f', '#c9962e', '#eadfca', '#2f5d4a', '#b9603f', '#7f97ab', '#d3c3a8', '#404448']

/** Shelves between two sides, or boards on a wall, with a few books to give the scale. */
export const shelf: Drawing = (pen, input) => {
  const { widthMm: width, heightMm: height, depthMm: depth } = input.dimensions
  const wall = textParam(input, 'form', 'standing') === 'wall'
  const view = viewOf(
    input.dimensions,
    wall ? { width: 330, height: 300, bottom: 380 } : { width: 270, height: 392, bottom: 446 },
    0.4,
    0.2,
  )
  const hex = input.colour.hex
  const feel = feelOf(input.material)
  const count = wall ? 2 : Math.max(3, Math.round(height / 370))
  const thick = 30
  const board = (one: Block, upright = false) =>
    solid(pen, view, one, hex, feel, { edge: 2.4, depth: 0.5, cast: 3, rounding: 3, upright })
  const gap = (height - thick) / (wall ? 1 : count - 1)
  const levels = Array.from({ length: count }, (_, at) => at * gap)
  const body = [
    wall ? '' : footprint(pen, view, { x: 10, z: 10, width, depth }, 0.4, 8),
    wall ? '' : board({ x: 0, y: 0, z: 0, width: thick, height, depth }, true),
    wall
      ? ''
      : solid(
          pen,
          view,
          { x: thick, y: 10, z: 0, width: width - thick * 2, height: height - 20, depth: 8 },
          tone(hex, -0.13),
          feel,
          { edge: 2, depth: 0.3, upright: true },
        ),
    ...levels.map(
      (y, at) =>
        `${board({ x: wall ? 0 : thick, y, z: 8, width: wall ? width : width - thick * 2, height: thick, depth: depth - 8 })}${at < count - 1 || wall ? things(view, { width, depth, y: y + thick, room: Math.min(gap - thick, 330) }, at, pen) : ''}`,
    ),
    wall ? '' : board({ x: width - thick, y: 0, z: 0, width: thick, height, depth }, true),
  ]
  return wall
    ? { body: body.join(''), stands: 'hung' }
    : { body: body.join(''), stands: 'floor', ground: { x: 200, y: view.bottom - 14, width: 150, depth: 9 } }
}

function things(
  view: View,
  at: { width: number; depth: number; y: number; room: number },
  level: number,
  pen: Pen,
): string {
  const from = level % 2 ? at.width * 0.5 : at.width * 0.1
  const books = Array.from({ length: 4 }, (_, n) => {
    const high = at.room * (0.52 + ((n * 7 + level * 5) % 5) * 0.07)
    const wide = 30 + ((n * 11 + level * 3) % 4) * 8
    return { high, wide, colour: spines[(n + level * 4) % spines.length] ?? '#404448' }
  })
  let x = from
  const row = books.map((book) => {
    const drawn = block(
      view,
      { x, y: at.y, z: at.depth * 0.3, width: book.wide, height: book.high, depth: at.depth * 0.55 },
      book.colour,
    )
    x += book.wide + 2
    return drawn
  })
  const [px, py] = view.at([level % 2 ? at.width * 0.24 : at.width * 0.76, at.y, at.depth * 0.6])
  const r = Math.min(70, at.width * 0.1) * view.scale
  const glaze = level % 3 ? '#eadfca' : '#8f9d84'
  const pot = `<path d="${d`M${px - r} ${py - r * 1.5}Q${px - r * 1.1} ${py} ${px - r * 0.6} ${py}Q${px} ${py + 2} ${px + r * 0.6} ${py}Q${px + r * 1.1} ${py} ${px + r} ${py - r * 1.5}Z`}" fill="${glaze}"/><ellipse cx="${round(px)}" cy="${round(py - r * 1.5)}" rx="${round(r)}" ry="${round(r * 0.22)}" fill="${tone(glaze, -0.24)}"/>`
  return `<g ${finish(pen, 'cotton', { edge: 2, depth: 0.4 })}>${row.join('')}${level % 3 === 2 ? '' : pot}</g>`
}

/** A bed made up with linen; dimensions are those of the frame. */
export const bed: Drawing = (pen, input) => {
  const { widthMm: width, heightMm: height, depthMm: depth } = input.dimensions
  const view = viewOf(input.dimensions, { width: 352, height: 330, bottom: 428 }, 0.5, 0.36)
  const wood = input.colour.hex
  const linen = '#ece5d8'
  const board = (one: Block, upright = false) =>
    solid(pen, view, one, wood, feelOf(input.material), { edge: 3, depth: 0.5, cast: 3, rounding: 5, upright })
  const soft = { edge: 8, depth: 0.42, soften: 3, cast: 4, rounding: 20 }
  const leg = (x: number, z: number) => board({ x, y: 0, z, width: 60, height: 180, depth: 60 }, true)
  const pillow = (x: number) =>
    solid(pen, view, { x, y: 500, z: 70, width: width * 0.4, height: 150, depth: 430 }, '#f4efe5', 'weave', {
      ...soft,
      edge: 11,
      rounding: 30,
      cast: 6,
    })
  const [ax, ay] = view.at([40, 540, depth * 0.42])
  const [bx, by] = view.at([width - 30, 540, depth * 0.42])
  const body = [
    footprint(pen, view, { x: 20, z: 30, width: width - 20, depth: depth - 30 }, 0.42, 11),
    board({ x: 0, y: 0, z: 0, width, height, depth: 50 }),
    leg(10, depth - 70),
    leg(width - 70, depth - 70),
    board({ x: 0, y: 170, z: 40, width, height: 150, depth: depth - 40 }),
    solid(
      pen,
      view,
      { x: 26, y: 300, z: 60, width: width - 52, height: 210, depth: depth - 100 },
      linen,
      'weave',
      soft,
    ),
    pillow(width * 0.07),
    pillow(width * 0.53),
    solid(
      pen,
      view,
      { x: 0, y: 330, z: depth * 0.36, width, height: 215, depth: depth * 0.62 },
      tone('#c9c6b4', 0.03),
      'weave',
      { ...soft, edge: 10, rounding: 26 },
    ),
    solid(
      pen,
      view,
      { x: -4, y: 380, z: depth * 0.34, width: width + 8, height: 178, depth: depth * 0.14 },
      '#f1ece1',
      'weave',
      soft,
    ),
    `<path d="${d`M${ax} ${ay}Q${(ax + bx) / 2} ${(ay + by) / 2 - 4} ${bx} ${by}`}" fill="none" stroke="#9a917f" stroke-width="1" opacity=".5"/>`,
  ]
  return { body: body.join(''), stands: 'floor', ground: { x: 200, y: view.bottom - 50, width: 190, depth: 14 } }
}
