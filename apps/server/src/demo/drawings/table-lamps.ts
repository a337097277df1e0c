import { mix, tone } from './colour.ts'
import { column, glow, glowing, shade } from './lamp-parts.ts'
import { around, ball, feelOf, finish, ownColour } from './materials.ts'
import { type Drawing, type DrawingInput, framed, type Pen, path, textParam } from './pen.ts'

export const tableLamp: Drawing = (pen, input) =>
  textParam(input, 'shade', 'drum') === 'mushroom' ? mushroom(pen, input) : drum(pen, input)

function drum(pen: Pen, input: DrawingInput) {
  const box = framed(input.dimensions.widthMm, input.dimensions.heightMm, { width: 250, height: 340, bottom: 432 })
  const { top, width, height } = box
  const bottom = top + height
  const wood = ownColour[textParam(input, 'base', 'oak')] ?? '#c2986a'
  const shadeBottom = top + height * 0.52
  const foot = width * 0.21
  const turned = path(
    'M',
    [200 - 5, shadeBottom - 6],
    'L',
    [200 - 5, bottom - height * 0.4],
    'C',
    [200 - 7, bottom - height * 0.37],
    [200 - foot * 0.8, bottom - height * 0.33],
    [200 - foot, bottom - height * 0.2],
    'C',
    [200 - foot * 1.08, bottom - height * 0.09],
    [200 - foot * 0.8, bottom - height * 0.03],
    [200 - foot * 0.62, bottom],
    'Q',
    [200, bottom + 7],
    [200 + foot * 0.62, bottom],
    'C',
    [200 + foot * 0.8, bottom - height * 0.03],
    [200 + foot * 1.08, bottom - height * 0.09],
    [200 + foot, bottom - height * 0.2],
    'C',
    [200 + foot * 0.8, bottom - height * 0.33],
    [200 + 7, bottom - height * 0.37],
    [200 + 5, bottom - height * 0.4],
    'L',
    [200 + 5, shadeBottom - 6],
    'Z',
  )
  const cord = path('M', [200 + foot * 0.5, bottom - 2], 'C', [300, bottom + 16], [318, bottom - 16], [404, bottom + 4])
  const body = [
    glow(pen, 200, shadeBottom + 6, width * 0.85),
    `<path d="${cord}" fill="none" stroke="#37322d" stroke-width="2.6" stroke-linecap="round" opacity=".85"/><rect x="296" y="${bottom - 5}" width="26" height="10" rx="4.5" fill="#37322d" transform="rotate(-8 309 ${bottom})"/>`,
    column(pen, 200, shadeBottom - 12, bottom - height * 0.36, 4, ownColour.brass ?? '#bf9748', 'metal'),
    `<g ${finish(pen, 'wood', { edge: 5, depth: 0.5, upright: true })}><path d="${turned}" fill="${around(pen, wood, 'wood')}"/></g>`,
    `<path d="${path('M', [200 - foot * 0.97, bottom - height * 0.155], 'Q', [200, bottom - height * 0.125], [200 + foot * 0.97, bottom - height * 0.155])}" fill="none" stroke="${tone(wood, -0.22)}" stroke-width="1.6" opacity=".6"/>`,
    shade(pen, input, 200, top, shadeBottom, width * 0.34, width * 0.5),
  ]
  return {
    body: body.join(''),
    stands: 'floor' as const,
    ground: { x: 200, y: bottom + 1, width: foot * 1.9, depth: 11 },
  }
}

/** A dome on a waisted stem, both of one material. */
function mushroom(pen: Pen, input: DrawingInput) {
  const { top, width, height } = framed(input.dimensions.widthMm, input.dimensions.heightMm, {
    width: 250,
    height: 300,
    bottom: 428,
  })
  const bottom = top + height
  const hex = input.colour.hex
  const feel = feelOf(input.material)
  const rim = top + height * 0.52
  const half = width / 2
  const stem = path(
    'M',
    [200 - width * 0.16, rim - 8],
    'C',
    [200 - width * 0.12, bottom - height * 0.24],
    [200 - width * 0.2, bottom - height * 0.1],
    [200 - width * 0.29, bottom - 4],
    'Q',
    [200, bottom + 11],
    [200 + width * 0.29, bottom - 4],
    'C',
    [200 + width * 0.2, bottom - height * 0.1],
    [200 + width * 0.12, bottom - height * 0.24],
    [200 + width * 0.16, rim - 8],
    'Z',
  )
  const dome = path(
    'M',
    [200 - half, rim],
    'C',
    [200 - half, top + height * 0.14],
    [200 - half * 0.55, top],
    [200, top],
    'C',
    [200 + half * 0.55, top],
    [200 + half, top + height * 0.14],
    [200 + half, rim],
    'Q',
    [200, rim + 22],
    [200 - half, rim],
    'Z',
  )
  const gleam = path(
    'M',
    [200 - half * 0.72, rim - height * 0.14],
    'C',
    [200 - half * 0.66, top + height * 0.16],
    [200 - half * 0.4, top + height * 0.07],
    [200 - half * 0.2, top + height * 0.05],
    'C',
    [200 - half * 0.5, top + height * 0.12],
    [200 - half * 0.58, top + height * 0.24],
    [200 - half * 0.62, rim - height * 0.14],
    'Z',
  )
  const body = [
    glow(pen, 200, rim + 18, width * 0.72),
    `<g ${finish(pen, feel, { edge: 5, depth: 0.35 })}><path d="${stem}" fill="${around(pen, hex, feel)}"/></g>`,
    `<path d="${path('M', [200 - width * 0.2, rim - 4], 'L', [200 + width * 0.2, rim - 4], 'L', [200 + width * 0.13, bottom - height * 0.22], 'L', [200 - width * 0.13, bottom - height * 0.22], 'Z')}" fill="#ffdf9c" opacity=".35"/>`,
    `<g ${finish(pen, feel, { edge: 8, depth: 0.4, cast: 4 })}><path d="${dome}" fill="${ball(pen, hex)}"/></g>`,
    `<path d="${path('M', [200 - half, rim], 'Q', [200, rim + 22], [200 + half, rim], 'Q', [200, rim + 10], [200 - half, rim], 'Z')}" fill="${mix(hex, glowing, 0.78)}"/>`,
    `<path d="${gleam}" fill="#fff" opacity=".4"/>`,
  ]
  return {
    body: body.join(''),
    stands: 'floor' as const,
    ground: { x: 200, y: bottom + 2, width: width * 0.6, depth: 10 },
  }
}
