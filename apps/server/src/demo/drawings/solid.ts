import { tone } from './colour.ts'
import { type Feel, type Finish, finish } from './materials.ts'
import { type Dimensions, type Pen, type Point, points, round, standing } from './pen.ts'

export type Spot = readonly [x: number, y: number, z: number]
/** A block in millimetres: corner (left, bottom, back) and size; x to the right, y up, z towards us. */
export type Block = { x: number; y: number; z: number; width: number; height: number; depth: number }

/** Looks at a piece of furniture from the front, a little from the right and above, without perspective: measures stay true. */
export type View = { at: (spot: Spot) => Point; scale: number; bottom: number; left: number; right: number }

export function viewOf(
  size: Dimensions,
  room: { width: number; height: number; bottom: number },
  turn = 0.46,
  above = 0.3,
): View {
  const flat = ([x, y, z]: Spot): Point => [
    x * Math.cos(turn) - z * Math.sin(turn),
    -y * Math.cos(above) + (x * Math.sin(turn) + z * Math.cos(turn)) * Math.sin(above),
  ]
  const { widthMm: w, heightMm: h, depthMm: d } = size
  const corners = [0, w].flatMap((x) => [0, h].flatMap((y) => [0, d].map((z) => flat([x, y, z]))))
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  const wide = Math.max(...xs) - Math.min(...xs)
  const high = Math.max(...ys) - Math.min(...ys)
  const scale = Math.min(room.width / wide, room.height / high)
  const left = 200 - (wide * scale) / 2
  const bottom = standing(room.bottom, high * scale)
  const at = (spot: Spot): Point => {
    const [x, y] = flat(spot)
    return [left + (x - Math.min(...xs)) * scale, bottom - (Math.max(...ys) - y) * scale]
  }
  return { at, scale, bottom, left, right: left + wide * scale }
}

/** The three faces we see of a block, toned by how they meet the light. */
export function block(view: View, one: Block, hex: string, rounding = 0): string {
  const r = rounding / view.scale / 2
  const [x0, y0, z0] = [one.x + r, one.y + r, one.z + r]
  const [x1, y1, z1] = [one.x + one.width - r, one.y + one.height - r, one.z + one.depth - r]
  const face = (spots: readonly Spot[], lighter: number) => {
    const colour = tone(hex, lighter)
    return `<polygon points="${points(spots.map(view.at))}" fill="${colour}"${rounding ? ` stroke="${colour}" stroke-width="${round(rounding)}"` : ''}/>`
  }
  const faces = [
    face(
      [
        [x1, y0, z1],
        [x1, y0, z0],
        [x1, y1, z0],
        [x1, y1, z1],
      ],
      -0.12,
    ),
    face(
      [
        [x0, y0, z1],
        [x1, y0, z1],
        [x1, y1, z1],
        [x0, y1, z1],
      ],
      -0.01,
    ),
    face(
      [
        [x0, y1, z1],
        [x1, y1, z1],
        [x1, y1, z0],
        [x0, y1, z0],
      ],
      0.06,
    ),
  ]
  return rounding ? `<g stroke-linejoin="round">${faces.join('')}</g>` : faces.join('')
}

/** A block in a material, with its own edge light and its shadow on what lies behind. */
export const solid = (
  pen: Pen,
  view: View,
  one: Block,
  hex: string,
  feel: Feel,
  wish: Finish & { rounding?: number } = {},
): string => `<g ${finish(pen, feel, wish)}>${block(view, one, hex, wish.rounding ?? 0)}</g>`

/** Shadow of a block on the floor, as the stage wants it: the footprint, blurred by its height above the ground. */
export function footprint(
  pen: Pen,
  view: View,
  one: { x: number; z: number; width: number; depth: number },
  dark = 0.34,
  spread = 7,
): string {
  const id = pen.define(
    `footprint ${spread}`,
    (name) =>
      `<filter id="${name}" x="-.3" y="-.6" width="1.6" height="2.2"><feGaussianBlur stdDeviation="${spread}"/></filter>`,
  )
  const { x, z, width, depth } = one
  const spots: Spot[] = [
    [x, 0, z],
    [x + width, 0, z],
    [x + width, 0, z + depth],
    [x, 0, z + depth],
  ]
  return `<polygon points="${points(spots.map(view.at).map(([px, py]): Point => [px + spread * 0.7, py + spread * 0.4]))}" fill="#22180f" opacity="${dark}" filter="url(#${id})"/>`
}
