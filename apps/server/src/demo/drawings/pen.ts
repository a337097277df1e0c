export type Dimensions = { widthMm: number; heightMm: number; depthMm: number; weightG: number }

/** What a picture is drawn from; the same input always gives the same picture, byte for byte. */
export type DrawingInput = {
  kind: string
  params: Readonly<Record<string, string | number | boolean>>
  dimensions: Dimensions
  colour: { hex: string; family: string }
  material: string
}

/** Where the thing stands: on a floor or table, laid flat on the paper, or hung from above. */
export type Scene = {
  body: string
  stands: 'floor' | 'flat' | 'hung'
  /** Ground contact of a standing thing, in picture units; width 0 where the drawing lays its own shadow. */
  ground?: { x: number; y: number; width: number; depth?: number }
}

/** Collects definitions, each once, under ids that no other picture on the page uses. */
export type Pen = {
  define: (name: string, svg: (id: string) => string) => string
  definitions: () => string
}

export type Drawing = (pen: Pen, input: DrawingInput) => Scene

export function makePen(input: DrawingInput): Pen {
  const prefix = `p${hashOf(JSON.stringify(input)).toString(36)}`
  const made = new Map<string, { id: string; svg: string }>()
  return {
    define(name, svg) {
      const known = made.get(name)
      if (known) return known.id
      const id = `${prefix}-${made.size.toString(36)}`
      made.set(name, { id, svg: svg(id) })
      return id
    },
    definitions: () => [...made.values()].map((one) => one.svg).join(''),
  }
}

/** One decimal is finer than the eye and keeps the file small. */
export const round = (value: number): number => Math.round(value * 10) / 10

export type Point = readonly [number, number]

export const points = (list: readonly Point[]): string => list.map(([x, y]) => `${round(x)},${round(y)}`).join(' ')

/** `path('M', [0, 0], 'L', [10, 5], 'Z')` with numbers rounded. */
export function path(...parts: readonly (string | Point)[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : `${round(part[0])} ${round(part[1])}`)).join(' ')
}

export function textParam(input: DrawingInput, name: string, otherwise: string): string {
  const value = input.params[name]
  return typeof value === 'string' ? value : otherwise
}

export function numberParam(input: DrawingInput, name: string, otherwise: number): number {
  const value = input.params[name]
  return typeof value === 'number' ? value : otherwise
}

/** Small repeatable variation: `wobble(3)` is always the same number between -1 and 1. */
export function wobble(seed: number): number {
  const value = Math.sin(seed * 127.1 + 311.7) * 43758.5453
  return (value - Math.floor(value)) * 2 - 1
}

function hashOf(text: string): number {
  let hash = 2166136261
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619) >>> 0
  return hash
}

export type Frame = { left: number; top: number; width: number; height: number; scale: number }

/** Fits width × height millimetres into the room given, standing on `bottom` and centred. */
export function framed(
  widthMm: number,
  heightMm: number,
  room: { width: number; height: number; bottom: number },
): Frame {
  const scale = Math.min(room.width / widthMm, room.height / heightMm)
  const width = widthMm * scale
  const height = heightMm * scale
  return { left: 200 - width / 2, top: standing(room.bottom, height) - height, width, height, scale }
}

/** Where a thing of this height stands: low things are lifted towards the middle of the picture. */
export const standing = (bottom: number, height: number): number => Math.min(bottom, 292 + height / 2)

/** Path data with every number rounded: d`M${x} ${y}L${x + 10} ${y}`. */
export function d(strings: TemplateStringsArray, ...numbers: readonly (number | string)[]): string {
  return strings.reduce((made, text, at) => {
    const value = numbers[at - 1]
    return `${made}${typeof value === 'number' ? round(value) : (value ?? '')}${text}`
  })
}
