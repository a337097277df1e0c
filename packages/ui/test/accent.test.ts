import { expect, test } from 'vitest'
import { accentOf } from '../src/accent.ts'

type Triple = readonly [number, number, number]

const linear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)

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

/** Relative luminance of what a screen shows: channels outside sRGB are clipped. */
function luminance([lightness, a, b]: Triple): number {
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

const grey = (lightness: number) => luminance([lightness, 0, 0])
const contrast = (one: number, other: number) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
const limit = (text: string | undefined) => Number(/m(?:in|ax)\(l, ([\d.]+)\)/.exec(text ?? '')?.[1])

test('whatever colour a shop has, its links and buttons can be read on light and on dark ground', () => {
  const accent = accentOf('#ffd400')
  const [atMost, atLeast] = [limit(accent?.light), limit(accent?.dark)]
  const steps = Array.from({ length: 18 }, (_, step) => linear((step * 15) / 255))
  let worst = Number.POSITIVE_INFINITY
  for (const red of steps) {
    for (const green of steps) {
      for (const blue of steps) {
        const [lightness, a, b] = oklab([red, green, blue])
        const onPaper = luminance([Math.min(lightness, atMost), a, b])
        const onDark = luminance([Math.max(lightness, atLeast), a, b])
        worst = Math.min(
          worst,
          contrast(grey(0.985), onPaper),
          contrast(grey(0.235), onDark),
          contrast(grey(0.17), onDark),
        )
      }
    }
  }
  expect(worst).toBeGreaterThanOrEqual(4.5)
})

test('what is no colour changes nothing', () => {
  for (const colour of ['red; } body { display: none', '', undefined, 'url(x)', '#12', '#12345', '#1234567']) {
    expect(accentOf(colour)).toBeUndefined()
  }
})
