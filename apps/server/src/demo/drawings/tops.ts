import { button, checks, folds, over, piece, proportioned, ribs, seam, stitches, stripes } from './cloth.ts'
import { lightness, tone } from './colour.ts'
import { feelOf, finish } from './materials.ts'
import { type Drawing, type DrawingInput, d, type Pen, textParam } from './pen.ts'

const body =
  'M146 92Q200 118 254 92L286 112C278 150 276 170 277 200C280 280 282 360 282 418Q200 430 118 418C118 360 120 280 123 200C124 170 122 150 114 112Z'
const left = 'M148 92L118 108C98 124 90 150 84 186L56 372Q70 388 94 384L127 236Q132 170 126 140Z'
const right = 'M252 92L282 108C302 124 310 150 316 186L344 372Q330 388 306 384L273 236Q268 170 274 140Z'
const sleeveFolds = 'M112 190Q98 250 88 330M120 214Q108 240 100 262'
const sleeveFoldsRight = 'M288 190Q302 250 314 330M280 214Q292 240 300 262'
const bodyFolds = 'M134 196Q150 230 142 300M262 190Q246 240 262 330M176 330Q170 370 174 410M230 300Q238 350 232 410'

export const jumper: Drawing = (pen, input) => {
  const hex = input.colour.hex
  const knit = stitches(pen, hex, textParam(input, 'knit', 'rib') === 'cable' ? 9 : 7)
  const rib = ribs(pen, hex)
  const collar = textParam(input, 'neck', 'crew')
  const cuff = (x: number, turn: number) =>
    `<g transform="rotate(${turn} ${x} 368)"><g ${finish(pen, 'knit', { edge: 3, depth: 0.5, cast: 2 })}><rect x="${x - 20}" y="352" width="40" height="37" rx="6" fill="url(#${rib})"/></g></g>`
  const hem = 'M119 388Q200 400 281 388L280 424Q200 436 120 424Z'
  const neckband =
    collar === 'roll'
      ? 'M158 64Q200 54 242 64L248 104Q200 126 152 104Z'
      : 'M146 90Q160 76 172 74Q200 92 228 74Q240 76 254 90Q228 116 200 116Q172 116 146 90Z'
  const drawn = [
    collar === 'roll'
      ? ''
      : `<path d="M160 80Q200 66 240 80Q226 104 200 104Q174 104 160 80Z" fill="${tone(hex, -0.22)}"/>`,
    ...[left, right].map((sleeve) => piece(pen, 'knit', hex, sleeve) + over(sleeve, knit, 0.65)),
    folds(pen, 'left', left, sleeveFolds, hex),
    folds(pen, 'right', right, sleeveFoldsRight, hex),
    cuff(77, 9),
    cuff(323, -9),
    piece(pen, 'knit', hex, body) + over(body, knit, 0.65),
    textParam(input, 'knit', 'rib') === 'cable' ? cables(pen, hex) : '',
    folds(pen, 'body', body, bodyFolds, hex),
    `<g ${finish(pen, 'knit', { edge: 3, depth: 0.5, cast: 2 })}><path d="${hem}" fill="url(#${rib})"/></g>`,
    `<g ${finish(pen, 'knit', { edge: 3, depth: 0.5, cast: 2 })}><path d="${neckband}" fill="url(#${rib})"/></g>`,
    collar === 'roll'
      ? `<path d="M156 84Q200 100 244 84" fill="none" stroke="${tone(hex, -0.2)}" stroke-width="2" opacity=".6"/>`
      : '',
  ]
  return { body: proportioned(input, 0.62, drawn.join('')), stands: 'flat' }
}

function cables(pen: Pen, hex: string): string {
  const twist = pen.define(
    'twist',
    (id) =>
      `<g id="${id}"><path d="M-9 0C-9 14 9 10 9 24C9 10 1 4 -9 0Z"/><path d="M9 0q-2 7 -8 10q-8 5 -9 14q-5 -14 6 -19q7 -2 11 -5Z"/></g>`,
  )
  const rope = (x: number) =>
    Array.from({ length: 11 }, (_, at) => `<use href="#${twist}" x="${x}" y="${136 + at * 23}"/>`).join('')
  return `<g ${finish(pen, 'knit', { edge: 3, depth: 0.5, cast: 2 })} fill="${tone(hex, 0.03)}">${[152, 200, 248].map(rope).join('')}</g>`
}

export const shirt: Drawing = (pen, input) => {
  const hex = input.colour.hex
  const feel = feelOf(input.material)
  const checked = textParam(input, 'pattern', 'plain') === 'check' ? checks(pen, hex) : undefined
  const dressed = (outline: string, on: 'part' | 'panel' = 'panel') =>
    piece(pen, feel, hex, outline, on) + (checked ? over(outline, checked) : '')
  const pearl = lightness(hex) > 0.8 ? '#d9cfbd' : '#efe9dd'
  const placket = 'M191 112H209V424H191Z'
  const collarLeft = 'M160 74Q172 90 198 112L176 140Q156 118 148 92Z'
  const collarRight = 'M240 74Q228 90 202 112L224 140Q244 118 252 92Z'
  const pocket = 'M222 176H262V214L242 224L222 214Z'
  const cuff = (x: number, turn: number) =>
    `<g transform="rotate(${turn} ${x} 372)">${dressed(`M${x - 20} 356H${x + 20}V390H${x - 20}Z`, 'part')}${button(x, 373, pearl, 3)}</g>`
  const drawn = [
    `<path d="M162 78Q200 62 238 78L226 112H174Z" fill="${tone(hex, -0.16)}"/><path d="M190 80h20v11h-20Z" fill="#f4efe3"/>`,
    dressed(left),
    dressed(right),
    folds(pen, 'left', left, sleeveFolds, hex),
    folds(pen, 'right', right, sleeveFoldsRight, hex),
    cuff(77, 9),
    cuff(323, -9),
    dressed(body),
    folds(pen, 'body', body, bodyFolds, hex),
    dressed(pocket, 'part') + seam('M222 186H260', hex),
    dressed(placket, 'part'),
    seam('M192 114V422', hex),
    ...[150, 196, 242, 288, 334, 380].map((y) => button(200, y, pearl)),
    dressed(collarLeft, 'part') + dressed(collarRight, 'part'),
    button(200, 118, pearl, 3.2),
  ]
  return { body: proportioned(input, 0.62, drawn.join('')), stands: 'flat' }
}

export const tShirt: Drawing = (pen, input) => {
  const hex = input.colour.hex
  const feel = feelOf(input.material)
  const striped = textParam(input, 'pattern', 'plain') === 'stripes' ? stripes(pen, hex) : undefined
  const tee = 'M150 96Q200 128 250 96L288 112C280 150 276 180 277 214V416Q200 426 123 416V214C124 180 120 150 112 112Z'
  const sleeves = [
    'M152 94L112 110C92 124 72 168 58 214Q78 234 108 238L132 176Z',
    'M248 94L288 110C308 124 328 168 342 214Q322 234 292 238L268 176Z',
  ]
  const dressed = (outline: string) => piece(pen, feel, hex, outline) + (striped ? over(outline, striped, 0.92) : '')
  const drawn = [
    `<path d="M156 94Q200 78 244 94Q226 122 200 122Q174 122 156 94Z" fill="${tone(hex, -0.18)}"/><path d="M190 96h20v10h-20Z" fill="#f4efe3"/>`,
    ...sleeves.map((sleeve) => dressed(sleeve)),
    seam('M60 206Q80 226 108 230', hex),
    seam('M338 206Q320 226 290 230', hex),
    dressed(tee),
    folds(
      pen,
      'tee',
      tee,
      'M132 190Q150 240 144 310M266 184Q250 240 262 330M180 320Q172 370 178 412M228 290Q238 350 230 410M140 150Q160 170 176 172M260 150Q240 168 226 172',
      hex,
    ),
    `<path d="M146 98Q172 132 200 132Q228 132 254 98" fill="none" stroke="${tone(hex, -0.04)}" stroke-width="10"/><path d="M151 103Q174 138 200 138Q226 138 249 103" fill="none" stroke="${tone(hex, -0.18)}" stroke-width="1.1"/><path d="M148 95Q172 127 200 127Q228 127 252 95" fill="none" stroke="${tone(hex, 0.1)}" stroke-width="1"/>`,
    seam('M124 404Q200 414 276 404', hex),
  ]
  return { body: proportioned(input, 0.6, drawn.join('')), stands: 'flat' }
}

export const jacket: Drawing = (pen, input) =>
  textParam(input, 'style', 'rain') === 'padded' ? padded(pen, input) : rain(pen, input)

const coat =
  'M140 98Q200 132 260 98L288 112C282 150 280 180 281 210C285 290 287 350 288 430Q200 442 112 430C113 350 115 290 119 210C120 180 118 150 112 112Z'

function zip(hex: string, from: number, to: number): string {
  return `<path d="M200 ${from}V${to}" stroke="${tone(hex, -0.24)}" stroke-width="6"/><path d="M200 ${from}V${to}" stroke="#c9c4b8" stroke-width="2.4" stroke-dasharray="1.6 1.6"/><rect x="197" y="${from + 2}" width="6" height="17" rx="2.4" fill="#d8d2c4" stroke="#6a645a" stroke-width=".8"/>`
}

function rain(pen: Pen, input: DrawingInput) {
  const hex = input.colour.hex
  const hood = 'M134 112C124 66 152 36 200 36C248 36 276 66 266 112Q236 140 200 138Q164 140 134 112Z'
  const inside = 'M152 108C148 76 168 58 200 58C232 58 252 76 248 108Q228 126 200 126Q172 126 152 108Z'
  const flap = 'M186 134H222V434H186Z'
  const pocket = (x: number, turn: number) =>
    `<g transform="rotate(${turn} ${x} 318)">${piece(pen, 'cotton', tone(hex, 0.01), `M${x - 27} 296H${x + 27}V322H${x - 27}Z`, 'part')}${seam(`M${x - 26} 298H${x + 24}`, hex)}</g>`
  const cuff = (x: number, turn: number) =>
    `<g transform="rotate(${turn} ${x} 372)">${piece(pen, 'cotton', tone(hex, -0.03), `M${x - 21} 364H${x + 21}V380H${x - 21}Z`, 'part')}</g>`
  const drawn = [
    piece(pen, 'cotton', tone(hex, -0.02), hood),
    `<g ${finish(pen, 'cotton', { edge: 6, depth: 0.5, cast: 4 })}><path d="${inside}" fill="${tone(hex, -0.2)}"/></g><path d="M186 74h28v13h-28Z" fill="#efe7d6"/><path d="M191 80h18" stroke="#8a8072" stroke-width="1.6"/>`,
    piece(pen, 'cotton', hex, left),
    piece(pen, 'cotton', hex, right),
    folds(pen, 'left', left, `${sleeveFolds}M76 300Q90 312 104 308M80 340Q90 352 98 348`, hex, 1.2),
    folds(pen, 'right', right, `${sleeveFoldsRight}M324 300Q310 312 296 308`, hex, 1.2),
    cuff(77, 9),
    cuff(323, -9),
    piece(pen, 'cotton', hex, coat),
    folds(
      pen,
      'coat',
      coat,
      'M130 190Q148 240 136 300M268 186Q250 240 266 300M150 350Q146 390 152 426M246 350Q254 390 246 428M140 150Q160 176 178 180M262 150Q244 172 230 178',
      hex,
      1.2,
    ),
    seam('M122 162Q160 172 186 170', hex),
    seam('M222 170Q244 172 278 160', hex),
    pocket(150, -3),
    pocket(252, 3),
    piece(pen, 'cotton', tone(hex, 0.012), flap, 'part'),
    seam('M188 138V430', hex),
    ...[160, 222, 284, 346, 408].map((y) => button(204, y, lightness(hex) > 0.6 ? '#3c3a36' : '#d9d3c6', 5)),
    piece(pen, 'cotton', hex, 'M142 98Q166 124 198 136L196 152Q158 142 132 112Z', 'part'),
    piece(pen, 'cotton', hex, 'M258 98Q234 124 202 136L204 152Q242 142 268 112Z', 'part'),
    `<path d="M176 138q-4 26 2 44M224 138q6 24 0 42" fill="none" stroke="#efe7d6" stroke-width="2.2" stroke-linecap="round"/><path d="M178 182v8M224 180v8" stroke="#3c3a36" stroke-width="5" stroke-linecap="round"/>`,
  ]
  return { body: proportioned(input, 0.66, drawn.join('')), stands: 'flat' as const }
}

/** Quilted into channels, each of which bulges and catches the light. */
function padded(pen: Pen, input: DrawingInput) {
  const hex = input.colour.hex
  const channel = (outline: string) =>
    `<g ${finish(pen, 'cotton', { edge: 9, depth: 0.62 })}><path d="${outline}" fill="${tone(hex, 0.01)}"/></g>`
  const rows = [
    [106, 150],
    [150, 198],
    [198, 246],
    [246, 294],
    [294, 342],
    [342, 390],
    [390, 434],
  ] as const
  const half = (y: number) => 80 + Math.max(0, y - 150) * 0.035 + (y < 120 ? 8 : 0)
  const trunk = rows.map(([a, b]) =>
    channel(
      `M${200 - half(a)} ${a + 1}Q200 ${a + 7} ${200 + half(a)} ${a + 1}Q${200 + half(a) + 8} ${(a + b) / 2} ${200 + half(b)} ${b}Q200 ${b + 6} ${200 - half(b)} ${b}Q${200 - half(a) - 8} ${(a + b) / 2} ${200 - half(a)} ${a + 1}Z`,
    ),
  )
  const quilt = (side: 1 | -1) =>
    [0, 1, 2, 3, 4, 5]
      .map(
        (at) =>
          d`M${200 + side * (76 + at * 8.6)} ${146 + at * 38}Q${200 + side * (104 + at * 6)} ${160 + at * 38} ${200 + side * (126 + at * 5)} ${150 + at * 38}`,
      )
      .join('')
  const clip = (side: 1 | -1, outline: string) =>
    pen.define(`sleeve ${side}`, (id) => `<clipPath id="${id}"><path d="${outline}"/></clipPath>`)
  const sleeve = (outline: string, side: 1 | -1) =>
    `${piece(pen, 'cotton', hex, outline, 'thick')}${folds(pen, `quilt ${side}`, outline, quilt(side), hex, 1.5)}<g clip-path="url(#${clip(side, outline)})"><path d="${quilt(side)}" fill="none" stroke="${tone(hex, -0.2)}" stroke-width="1.3" opacity=".8"/></g>`
  const drawn = [
    sleeve(left, -1),
    sleeve(right, 1),
    channel('M146 74Q200 52 254 74L262 122Q200 146 138 122Z'),
    `<path d="M160 76Q200 62 240 76Q226 92 200 92Q174 92 160 76Z" fill="${tone(hex, -0.2)}"/>`,
    ...trunk,
    zip(hex, 96, 436),
    `<path d="M138 300l14 44M262 300l-14 44" stroke="${tone(hex, -0.22)}" stroke-width="3.4" stroke-linecap="round"/>`,
  ]
  return { body: proportioned(input, 0.72, drawn.join('')), stands: 'flat' as const }
}
