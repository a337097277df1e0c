import { tone } from './colour.ts'
import { feelOf, ownColour } from './materials.ts'
import { type Drawing, type DrawingInput, numberParam, type Pen, path, textParam, wobble } from './pen.ts'
import { type Block, footprint, solid, type View, viewOf } from './solid.ts'

/** A sofa with as many loose cushions as seats. */
export const sofa: Drawing = (pen, input) =>
  upholstered(
    pen,
    input,
    numberParam(input, 'seats', 3),
    viewOf(input.dimensions, { width: 356, height: 330, bottom: 418 }, 0.42, 0.3),
  )

export const armchair: Drawing = (pen, input) =>
  upholstered(pen, input, 1, viewOf(input.dimensions, { width: 270, height: 330, bottom: 420 }, 0.48, 0.28))

function upholstered(pen: Pen, input: DrawingInput, seats: number, view: View) {
  const { widthMm: width, heightMm: height, depthMm: depth } = input.dimensions
  const hex = input.colour.hex
  const feel = feelOf(input.material)
  const leather = feel === 'leather'
  const legs = textParam(input, 'legs', 'oak')
  const lift = height * (legs === 'steel' ? 0.18 : 0.15)
  const arm = Math.min(190, width * (seats === 1 ? 0.17 : 0.085))
  const back = depth * 0.2
  const seatTop = height * 0.55
  const base = height * 0.14
  const inner = width - arm * 2
  const shell = { edge: 7, depth: 0.5, soften: 2, cast: 5, rounding: 13 }
  const plump = { edge: 9, depth: leather ? 0.75 : 0.58, soften: 2.6, cast: 4, rounding: 20 }
  const part = (one: Block, colour = hex, wish = shell) => solid(pen, view, one, colour, feel, wish)
  const each = Array.from({ length: seats }, (_, at) => at)
  const seat = (at: number): Block => ({
    x: arm + (inner / seats) * at,
    y: lift + base,
    z: back * 0.9,
    width: inner / seats,
    height: seatTop - lift - base,
    depth: depth - back * 0.9 + 12,
  })
  const rest = (at: number): Block => ({
    x: arm + (inner / seats) * at + 6,
    y: seatTop - 10,
    z: back * 0.75,
    width: inner / seats - 12,
    height: height - seatTop + 6,
    depth: depth * 0.19,
  })
  const body = [
    footprint(pen, view, { x: 30, z: 30, width: width - 60, depth: depth - 60 }, 0.4, 8),
    footprint(pen, view, { x: 60, z: 60, width: width - 20, depth: depth - 20 }, 0.22, 16),
    legsOf(pen, view, input, legs, lift),
    part({ x: arm * 0.5, y: lift, z: 0, width: width - arm, height: height * 0.97 - lift, depth: back }),
    part({ x: 0, y: lift, z: 0, width: arm, height: height * 0.7 - lift, depth }),
    part(
      {
        x: arm * 0.6,
        y: lift,
        z: back * 0.4,
        width: width - arm * 1.2,
        height: base + 8,
        depth: depth - back * 0.4 - 12,
      },
      tone(hex, -0.035),
    ),
    ...each.map((at) => part(seat(at), tone(hex, 0.012 * wobble(at + 5)), plump)),
    ...each.map((at) => part(rest(at), tone(hex, 0.015), plump)),
    ...(leather ? each.map((at) => creases(view, seat(at), hex)) : each.map((at) => piping(view, seat(at), hex))),
    part({ x: width - arm, y: lift, z: 0, width: arm, height: height * 0.7 - lift, depth }),
  ]
  return {
    body: body.join(''),
    stands: 'floor' as const,
    ground: { x: (view.left + view.right) / 2, y: view.bottom - 34, width: (view.right - view.left) * 0.5, depth: 14 },
  }
}

function legsOf(pen: Pen, view: View, input: DrawingInput, legs: string, lift: number): string {
  const { widthMm: width, depthMm: depth } = input.dimensions
  const colour = ownColour[legs] ?? '#c2986a'
  const thick = legs === 'steel' ? 26 : 52
  const leg = (x: number, z: number) =>
    solid(
      pen,
      view,
      { x, y: 0, z, width: thick, height: lift + 20, depth: thick },
      legs === 'steel' ? '#4b4d50' : colour,
      legs === 'steel' ? 'metal' : 'wood',
      { edge: 2, depth: 0.5, upright: true },
    )
  const inset = 60
  return [
    leg(inset, inset),
    leg(width - inset - thick, inset),
    leg(inset, depth - inset - thick),
    leg(width - inset - thick, depth - inset - thick),
  ].join('')
}

/** A welt along the front edge of a seat cushion. */
function piping(view: View, seat: Block, hex: string): string {
  const y = seat.y + seat.height - 14
  const z = seat.z + seat.depth - 14
  const line = path(
    'M',
    view.at([seat.x + 20, y, z]),
    'L',
    view.at([seat.x + seat.width - 20, y, z]),
    'L',
    view.at([seat.x + seat.width - 16, y, seat.z + 120]),
  )
  return `<path d="${line}" fill="none" stroke="${tone(hex, -0.11)}" stroke-width="1.4" stroke-linejoin="round" stroke-linecap="round" opacity=".7"/><path d="${line}" fill="none" stroke="${tone(hex, 0.1)}" stroke-width=".8" transform="translate(0 -1.4)" opacity=".6"/>`
}

function creases(view: View, seat: Block, hex: string): string {
  const y = seat.y + seat.height
  const line = (share: number, bend: number) =>
    path(
      'M',
      view.at([seat.x + seat.width * share, y, seat.z + seat.depth * 0.55]),
      'Q',
      view.at([seat.x + seat.width * (share + bend), y, seat.z + seat.depth * 0.75]),
      view.at([seat.x + seat.width * (share + bend * 0.4), y, seat.z + seat.depth * 0.9]),
    )
  return `<g fill="none" stroke-linecap="round"><path d="${line(0.42, 0.05)} ${line(0.6, -0.04)} ${line(0.3, 0.03)}" stroke="${tone(hex, -0.1)}" stroke-width="1" opacity=".3"/><path d="${line(0.43, 0.05)} ${line(0.61, -0.04)}" stroke="${tone(hex, 0.16)}" stroke-width="1" opacity=".25"/></g>`
}

/** A side chair: `back` is spindles, a curved board or an upholstered pad. */
export const chair: Drawing = (pen, input) => {
  const { widthMm: width, heightMm: height, depthMm: depth } = input.dimensions
  const view = viewOf(input.dimensions, { width: 250, height: 330, bottom: 430 }, 0.42, 0.24)
  const padded = textParam(input, 'back', 'spindles') === 'padded'
  const cloth = input.colour.hex
  const wood = padded ? (ownColour[textParam(input, 'legs', 'oak')] ?? '#c2986a') : input.colour.hex
  const seatAt = 0.53 * height
  const thick = 34
  const stick = (one: Block) =>
    solid(pen, view, one, wood, 'wood', { edge: 2.4, depth: 0.55, cast: 1.6, rounding: 4, upright: true })
  const rail = (one: Block) => solid(pen, view, one, wood, 'wood', { edge: 2.4, depth: 0.55, cast: 1.6, rounding: 4 })
  const board = (one: Block) => solid(pen, view, one, wood, 'wood', { edge: 3, depth: 0.45, cast: 3, rounding: 7 })
  const leg = (x: number, z: number, top = seatAt): Block => ({ x, y: 0, z, width: thick, height: top, depth: thick })
  const count = 6
  const spindles = Array.from({ length: count }, (_, at) =>
    stick({
      x: 60 + ((width - 135) / (count - 1)) * at,
      y: seatAt,
      z: 12,
      width: 15,
      height: height * 0.87 - seatAt,
      depth: 15,
    }),
  )
  const pad = { edge: 7, depth: 0.6, soften: 2.2, cast: 3, rounding: 14 }
  const feel = feelOf(input.material)
  const body = [
    footprint(pen, view, { x: 10, z: 10, width: width - 20, depth: depth - 20 }, 0.3, 8),
    stick(leg(6, 4, height * (padded ? 0.8 : 0.9))),
    stick(leg(width - 6 - thick, 4, height * (padded ? 0.8 : 0.9))),
    rail({ x: 20, y: height * 0.2, z: depth * 0.5, width: width - 40, height: 22, depth: 20 }),
    stick(leg(8, depth - 12 - thick)),
    ...(padded ? [] : spindles),
    padded
      ? solid(
          pen,
          view,
          { x: 4, y: height * 0.63, z: 2, width: width - 8, height: height * 0.37, depth: 62 },
          cloth,
          feel,
          pad,
        )
      : board({ x: 0, y: height * 0.86, z: 0, width, height: height * 0.14, depth: 34 }),
    stick(leg(width - 8 - thick, depth - 12 - thick)),
    padded
      ? solid(pen, view, { x: 0, y: seatAt - 30, z: 26, width, height: 76, depth: depth - 26 }, cloth, feel, pad)
      : board({ x: 0, y: seatAt - 34, z: 0, width, height: 36, depth }),
  ]
  return { body: body.join(''), stands: 'floor', ground: { x: 200, y: 400, width: 0 } }
}

/** A low chair with an open wooden frame and two cushions. */
export const loungeChair: Drawing = (pen, input) => {
  const { widthMm: width, heightMm: height, depthMm: depth } = input.dimensions
  const view = viewOf(input.dimensions, { width: 290, height: 320, bottom: 424 }, 0.5, 0.26)
  const wood = ownColour[textParam(input, 'frame', 'oak')] ?? '#c2986a'
  const feel = feelOf(input.material)
  const stick = (one: Block) =>
    solid(pen, view, one, wood, 'wood', { edge: 2.6, depth: 0.5, cast: 2, rounding: 5, upright: true })
  const rail = (one: Block) => solid(pen, view, one, wood, 'wood', { edge: 2.6, depth: 0.5, cast: 2, rounding: 5 })
  const thick = 42
  const armAt = height * 0.68
  const side = (x: number) => [
    stick({ x, y: 0, z: 20, width: thick, height: armAt, depth: thick }),
    stick({ x, y: 0, z: depth - 80, width: thick, height: armAt, depth: thick }),
    rail({ x: x - 12, y: armAt - 10, z: 0, width: thick + 24, height: 32, depth: depth - 20 }),
  ]
  const cushion = { edge: 10, depth: 0.6, soften: 3, cast: 5, rounding: 24 }
  const body = [
    footprint(pen, view, { x: 10, z: 10, width: width - 20, depth: depth - 20 }, 0.34, 9),
    ...side(8),
    rail({ x: 20, y: height * 0.33, z: 40, width: width - 40, height: 50, depth: depth - 110 }),
    solid(
      pen,
      view,
      { x: 56, y: height * 0.4, z: 10, width: width - 112, height: height * 0.6, depth: 150 },
      input.colour.hex,
      feel,
      cushion,
    ),
    solid(
      pen,
      view,
      { x: 54, y: height * 0.36, z: 120, width: width - 108, height: 160, depth: depth - 140 },
      tone(input.colour.hex, 0.01),
      feel,
      cushion,
    ),
    ...side(width - 50),
  ]
  return { body: `<g>${body.join('')}</g>`, stands: 'floor', ground: { x: 200, y: 392, width: 0 } }
}
