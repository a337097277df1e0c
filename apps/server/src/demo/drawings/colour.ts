/** Colours are mixed in OKLab, where an equal step looks equal: one tint works for every hue. */
type Lab = { light: number; a: number; b: number }

/** `tone('#2f5d4a', 0.1)` is the same colour, lighter by a tenth; the result always fits the screen. */
export function tone(hex: string, lighter: number, moreChroma = 1): string {
  const lab = toLab(hex)
  return toHex({ light: clamp(lab.light + lighter, 0.04, 0.985), a: lab.a * moreChroma, b: lab.b * moreChroma })
}

export function mix(from: string, to: string, share: number): string {
  const a = toLab(from)
  const b = toLab(to)
  const between = (x: number, y: number) => x + (y - x) * share
  return toHex({ light: between(a.light, b.light), a: between(a.a, b.a), b: between(a.b, b.b) })
}

export const lightness = (hex: string): number => toLab(hex).light

/** Ground for a picture: a breath of the product's own colour, and dark enough that white things stand out. */
export function paperFor(hex: string): string {
  const lab = toLab(hex)
  const chroma = Math.hypot(lab.a, lab.b)
  const keep = chroma < 0.02 ? 0 : Math.min(0.26, 0.026 / chroma)
  const light = lab.light > 0.86 ? 0.855 : lab.light > 0.72 ? 0.9 : 0.925
  return toHex({ light, a: lab.a * keep + 0.001, b: lab.b * keep + (lab.light > 0.86 ? 0.013 : 0.009) })
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

function toLab(hex: string): Lab {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  if (r === undefined || g === undefined || b === undefined || Number.isNaN(r + g + b))
    throw new Error(`not a colour: ${hex}`)
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return {
    light: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  }
}

function toHex({ light, a, b }: Lab): string {
  const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
  const channel = (value: number) => {
    const v = clamp(value, 0, 1)
    const screen = v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055
    return Math.round(clamp(screen, 0, 1) * 255)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${linear.map(channel).join('')}`
}
