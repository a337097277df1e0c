import { lightness, tone } from './colour.ts'
import { type Pen, round } from './pen.ts'

/** How a surface feels. Product materials are many; these are the ways they catch light. */
export type Feel =
  | 'weave'
  | 'knit'
  | 'boucle'
  | 'felt'
  | 'denim'
  | 'cotton'
  | 'leather'
  | 'wood'
  | 'metal'
  | 'iron'
  | 'ceramic'
  | 'glass'
  | 'plastic'
  | 'wax'
  | 'rubber'

const feels: Readonly<Record<string, Feel>> = {
  oak: 'wood',
  birch: 'wood',
  walnut: 'wood',
  wool: 'weave',
  boucle: 'boucle',
  lambswool: 'knit',
  felt: 'felt',
  linen: 'weave',
  cotton: 'cotton',
  'organic-cotton': 'cotton',
  denim: 'denim',
  leather: 'leather',
  suede: 'felt',
  rubber: 'rubber',
  'recycled-polyester': 'cotton',
  'down-free': 'cotton',
  'polyester-blend': 'weave',
  steel: 'metal',
  'painted-steel': 'plastic',
  'cast-iron': 'iron',
  aluminium: 'metal',
  brass: 'metal',
  ceramic: 'ceramic',
  porcelain: 'ceramic',
  glass: 'glass',
  'recycled-plastic': 'plastic',
  'plant-wax': 'wax',
  'plant-oils': 'plastic',
}

export const feelOf = (material: string): Feel => feels[material] ?? 'plastic'

/** Second materials have a colour of their own: an oak leg is oak under any fabric. */
export const ownColour: Readonly<Record<string, string>> = {
  oak: '#c2986a',
  birch: '#e0c898',
  walnut: '#704a33',
  steel: '#b4b9bc',
  'painted-steel': '#2b2c2e',
  black: '#2b2c2e',
  brass: '#bf9748',
  aluminium: '#c3c6c8',
  leather: '#98562a',
  rubber: '#2e2d2b',
  cork: '#c09a6c',
  cream: '#eadfca',
  chalk: '#f1eee7',
  gum: '#b98a56',
  copper: '#b8714c',
}

type Grain = { frequency: string; octaves: number; contrast: number; type?: 'turbulence'; frequency2?: string }

const grains: Readonly<Record<Feel, Grain>> = {
  weave: { frequency: '1.1 .12', frequency2: '.12 1.1', octaves: 2, contrast: 0.19 },
  knit: { frequency: '.5', octaves: 2, contrast: 0.34 },
  boucle: { frequency: '.27', octaves: 2, contrast: 0.3, type: 'turbulence' },
  felt: { frequency: '.42', octaves: 3, contrast: 0.55 },
  denim: { frequency: '.3 .9', octaves: 2, contrast: 0.55 },
  cotton: { frequency: '.9', octaves: 1, contrast: 0.2 },
  leather: { frequency: '.22', octaves: 2, contrast: 0.1 },
  wood: { frequency: '.011 .24', octaves: 3, contrast: 0.6 },
  metal: { frequency: '.01 .9', octaves: 2, contrast: 0.16 },
  iron: { frequency: '.8', octaves: 2, contrast: 0.35 },
  ceramic: { frequency: '.55', octaves: 2, contrast: 0.13 },
  glass: { frequency: '.02', octaves: 1, contrast: 0.02 },
  plastic: { frequency: '.9', octaves: 1, contrast: 0.06 },
  wax: { frequency: '.05', octaves: 2, contrast: 0.1 },
  rubber: { frequency: '.7', octaves: 2, contrast: 0.16 },
}

export type Finish = {
  /** Width of the soft edge that light and shade turn around. */
  edge?: number
  /** 0 to 1: how strongly edges catch light and fall into shade. */
  depth?: number
  /** Blurs the borders between faces, as upholstery does. */
  soften?: number
  /** Shadow on whatever lies behind. */
  cast?: number
  /** Grain runs up instead of across. */
  upright?: boolean
}

/**
 * A filter that turns flat shapes into a material: grain over the shape's own colours, light along its upper left edges, shade along
 * the lower right ones. Built from blurs and offsets rather than lighting primitives, whose strength changes with the size on screen.
 */
export function finish(pen: Pen, feel: Feel, wish: Finish = {}): string {
  const { edge = 4, depth = 0.5, soften = 0, cast = 0, upright = false } = wish
  const name = `finish ${feel} ${edge} ${depth} ${soften} ${cast} ${upright}`
  return `filter="url(#${pen.define(name, (id) => filter(id, grains[feel], { edge, depth, soften, cast, upright }))})"`
}

function filter(id: string, grain: Grain, { edge, depth, soften, cast, upright }: Required<Finish>): string {
  const turned = (frequency: string) => (upright ? frequency.split(' ').reverse().join(' ') : frequency)
  const shift = round(edge * 0.8)
  const noise = (frequency: string, result: string) =>
    `<feTurbulence type="${grain.type ?? 'fractalNoise'}" baseFrequency="${turned(frequency)}" numOctaves="${grain.octaves}" seed="7"/><feColorMatrix values="1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 0 0 0 0 1" result="${result}"/>`
  const middle = grain.type === 'turbulence' ? 0.22 : 0.5
  const c = grain.contrast
  const grained = (from: string, by: string, result: string) =>
    `<feComposite in="${from}" in2="${by}" operator="arithmetic" k1="${hundredth(c * 1.1)}" k2="${hundredth(1 - c * 1.1 * middle)}" k3="${hundredth(c * 0.16)}" k4="${hundredth(-c * 0.16 * middle)}" result="${result}"/>`
  return [
    `<filter id="${id}" x="-.17" y="-.17" width="1.36" height="1.36" color-interpolation-filters="sRGB">`,
    soften
      ? `<feGaussianBlur in="SourceGraphic" stdDeviation="${soften}"/><feComponentTransfer><feFuncA type="linear" slope="9"/></feComponentTransfer><feComposite in2="SourceAlpha" operator="in" result="s"/>`
      : '<feOffset in="SourceGraphic" result="s"/>',
    noise(grain.frequency, 'n'),
    grained('s', 'n', 'g'),
    grain.frequency2 ? noise(grain.frequency2, 'm') + grained('g', 'm', 'g') : '',
    '<feComposite in="g" in2="SourceAlpha" operator="in" result="g"/>',
    `<feGaussianBlur in="SourceAlpha" stdDeviation="${edge}" result="b"/>`,
    edgeTone('d', -shift, '#120c06', depth * 0.75),
    edgeTone('l', shift, '#fffaf0', depth * 0.62),
    cast
      ? `<feGaussianBlur in="SourceAlpha" stdDeviation="${round(cast)}"/><feOffset dx="${round(cast * 0.7)}" dy="${round(cast * 0.9)}" result="o"/><feFlood flood-color="#1c130b" flood-opacity=".42"/><feComposite in2="o" operator="in" result="o"/>`
      : '',
    `<feMerge>${cast ? '<feMergeNode in="o"/>' : ''}<feMergeNode in="g"/><feMergeNode in="l"/><feMergeNode in="d"/></feMerge>`,
    '</filter>',
  ].join('')
}

const edgeTone = (result: string, shift: number, colour: string, opacity: number) =>
  `<feOffset in="b" dx="${shift}" dy="${shift}" result="t"/><feComposite in="SourceAlpha" in2="t" operator="out" result="t"/><feFlood flood-color="${colour}" flood-opacity="${hundredth(Math.min(1, opacity))}"/><feComposite in2="t" operator="in" result="${result}"/>`

const hundredth = (value: number) => Math.round(value * 100) / 100

type Stop = readonly [at: number, lighter: number]

/** Light around an upright cylinder, from matt to mirror. */
const roundStops: Readonly<Record<'matt' | 'glossy' | 'metal', readonly Stop[]>> = {
  matt: [
    [0, -0.05],
    [0.26, 0.055],
    [0.5, 0.0],
    [0.8, -0.12],
    [1, -0.19],
  ],
  glossy: [
    [0, -0.07],
    [0.14, 0.03],
    [0.2, 0.17],
    [0.25, 0.19],
    [0.31, 0.05],
    [0.55, -0.01],
    [0.84, -0.15],
    [0.95, -0.2],
    [1, -0.12],
  ],
  metal: [
    [0, -0.24],
    [0.07, 0.02],
    [0.17, 0.2],
    [0.24, 0.17],
    [0.34, -0.1],
    [0.5, -0.03],
    [0.66, 0.06],
    [0.8, -0.2],
    [0.93, -0.28],
    [1, -0.08],
  ],
}

const shineOf = (feel: Feel) =>
  feel === 'metal' ? 'metal' : feel === 'ceramic' || feel === 'leather' || feel === 'glass' ? 'glossy' : 'matt'

/** Fill for something round seen from the side: `around(pen, hex, 'metal')`; pass `across` for a lying cylinder. */
export function around(pen: Pen, hex: string, feel: Feel, across = false): string {
  const dull = lightness(hex) > 0.85 ? 0.55 : lightness(hex) < 0.35 ? 1.25 : 1
  const stops = roundStops[shineOf(feel)].map(
    ([at, lighter]) => `<stop offset="${at}" stop-color="${tone(hex, lighter * (lighter > 0 ? dull : 1))}"/>`,
  )
  const id = pen.define(
    `around ${hex} ${feel} ${across}`,
    (name) => `<linearGradient id="${name}" ${across ? 'x2="0" y2="1"' : ''}>${stops.join('')}</linearGradient>`,
  )
  return `url(#${id})`
}

/** Fill for a broad face: lit at the upper left, deeper towards the lower right. */
export function across(pen: Pen, hex: string, amount = 0.06): string {
  const id = pen.define(
    `across ${hex} ${amount}`,
    (name) =>
      `<linearGradient id="${name}" x2=".8" y2="1"><stop offset="0" stop-color="${tone(hex, amount)}"/><stop offset=".45" stop-color="${hex}"/><stop offset="1" stop-color="${tone(hex, -amount * 1.3)}"/></linearGradient>`,
  )
  return `url(#${id})`
}

/** Fill for a ball: one soft highlight at the upper left. */
export function ball(pen: Pen, hex: string, amount = 0.14): string {
  const id = pen.define(
    `ball ${hex} ${amount}`,
    (name) =>
      `<radialGradient id="${name}" cx=".34" cy=".28" r=".82"><stop offset="0" stop-color="${tone(hex, amount)}"/><stop offset=".4" stop-color="${tone(hex, amount * 0.15)}"/><stop offset=".8" stop-color="${tone(hex, -amount * 0.85)}"/><stop offset="1" stop-color="${tone(hex, -amount * 1.25)}"/></radialGradient>`,
  )
  return `url(#${id})`
}
