/** A shop's colour made readable: what to paint with and what to write on it, on light and on dark ground. */
export interface Accent {
  light: string
  dark: string
}

type Triple = readonly [number, number, number]

/** Luminance of the paper token (light) and of the card token (dark), the grounds the accent is read on. */
const paperLuminance = 0.955
const darkCardLuminance = 0.0135
const readable = 4.5

/**
 * Shifts the lightness of `#rgb`, `#rrggbb` or `oklch(l c h)` until 4.5:1 holds on both grounds, hue and chroma kept.
 * Then white is readable on the light one and ink on the dark one. Nothing where the colour can't be read.
 */
export function accentOf(colour: string | undefined): Accent | undefined {
  const start = colour ? parsed(colour) : undefined
  if (!start) return undefined
  const [lightness, a, b] = start
  return {
    light: shifted(lightness, a, b, -0.01, (own) => contrast(paperLuminance, own)),
    dark: shifted(lightness, a, b, 0.01, (own) => contrast(own, darkCardLuminance)),
  }
}

function shifted(from: number, a: number, b: number, step: number, contrastOf: (luminance: number) => number): string {
  let lightness = from
  while (lightness > 0.02 && lightness < 0.98 && contrastOf(luminanceOf([lightness, a, b])) < readable)
    lightness += step
  return `oklch(${lightness.toFixed(3)} ${Math.hypot(a, b).toFixed(3)} ${((Math.atan2(b, a) * 180) / Math.PI).toFixed(1)})`
}

function contrast(lighter: number, darker: number): number {
  return (lighter + 0.05) / (darker + 0.05)
}

function parsed(colour: string): Triple | undefined {
  const hex = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(colour.trim())?.[1]
  if (hex) {
    const wide = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex
    const channel = (at: number) => linear(Number.parseInt(wide.slice(at, at + 2), 16) / 255)
    return oklab([channel(0), channel(2), channel(4)])
  }
  const [, lightness, chroma, hue] = (/^oklch\(\s*([\d.]+)\s+([\d.]+)\s+([\d.]+)\s*\)$/i.exec(colour.trim()) ?? []).map(
    Number,
  )
  if (lightness === undefined || chroma === undefined || hue === undefined) return undefined
  const angle = (hue * Math.PI) / 180
  return [lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)]
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}

function oklab([red, green, blue]: Triple): Triple {
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  return [
    0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
  ]
}

/** Relative luminance of the colour a screen can show: channels outside sRGB are clipped, as browsers do. */
function luminanceOf([lightness, a, b]: Triple): number {
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clip = (channel: number) => Math.min(1, Math.max(0, channel))
  return (
    0.2126 * clip(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short) +
    0.7152 * clip(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short) +
    0.0722 * clip(-0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short)
  )
}
