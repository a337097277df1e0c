import { button, folds, over, piece, proportioned, ribs, seam, stitches } from './cloth.ts'
import { lightness, tone } from './colour.ts'
import { feelOf, finish } from './materials.ts'
import { type Drawing, type DrawingInput, type Pen, textParam } from './pen.ts'

/** Trousers laid flat; `style: jeans` brings rivets, yellow thread and faded thighs. */
export const trousers: Drawing = (pen, input) => {
  const hex = input.colour.hex
  const feel = feelOf(input.material)
  const jeans = feel === 'denim'
  const wide = textParam(input, 'leg', 'straight') === 'wide'
  const out = wide ? 26 : 0
  const left = `M130 70L200 70V170Q196 186 194 210L${188 + out * 0.2} 446Q${160 - out} 456 ${118 - out} 446C${122 - out} 330 118 200 122 130Z`
  const right = `M270 70L200 70V170Q204 186 206 210L${212 - out * 0.2} 446Q${240 + out} 456 ${282 + out} 446C${278 + out} 330 282 200 278 130Z`
  const thread = jeans ? '#c8924a' : undefined
  const fade = pen.define(
    'fade',
    (id) =>
      `<radialGradient id="${id}"><stop offset="0" stop-color="#fff" stop-opacity=".34"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>`,
  )
  const line = (path: string) => seam(path, hex, thread)
  const rivet = (x: number, y: number) =>
    `<circle cx="${x}" cy="${y}" r="2.2" fill="#b87f4b"/><circle cx="${x - 0.6}" cy="${y - 0.7}" r=".8" fill="#f0c99a"/>`
  const drawn = [
    piece(pen, feel, hex, right),
    piece(pen, feel, hex, left),
    jeans
      ? `<ellipse cx="158" cy="230" rx="26" ry="86" fill="url(#${fade})"/><ellipse cx="244" cy="230" rx="26" ry="86" fill="url(#${fade})"/>`
      : '',
    folds(
      pen,
      'left',
      left,
      'M186 186Q160 200 140 202M184 206Q166 222 148 226M150 300Q164 318 178 312M142 330Q156 344 170 338M132 420Q150 430 172 424',
      hex,
      jeans ? 1.1 : 0.8,
    ),
    folds(
      pen,
      'right',
      right,
      'M214 186Q240 200 260 202M216 206Q234 222 252 226M250 300Q236 318 222 312M230 420Q250 430 268 424',
      hex,
      jeans ? 1.1 : 0.8,
    ),
    jeans
      ? ''
      : `<path d="M158 110Q154 270 152 440M242 110Q246 270 248 440" fill="none" stroke="${tone(hex, -0.13)}" stroke-width="1.8" opacity=".6"/><path d="M156 110Q152 270 150 440" fill="none" stroke="${tone(hex, 0.14)}" stroke-width="1.4" opacity=".6"/>`,
    line('M200 96V166'),
    line('M216 96V140Q214 156 202 162'),
    line(jeans ? 'M134 106Q140 132 166 138Q176 140 184 106' : 'M146 100L128 150'),
    line(jeans ? 'M266 106Q260 132 234 138Q226 140 218 106' : 'M254 100L272 150'),
    line(`M${120 - out} 436Q${160 - out * 0.5} 446 188 436`),
    line(`M212 436Q${240 + out * 0.5} 446 ${280 + out} 436`),
    piece(pen, feel, tone(hex, -0.015), 'M131 62Q200 74 269 62L271 94Q200 106 129 94Z', 'part'),
    line('M131 67Q200 79 268 67'),
    ...[150, 250].map((x) => piece(pen, feel, hex, `M${x - 5} 60h10v38h-10Z`, 'part')),
    button(205, 86, jeans ? '#b87f4b' : lightness(hex) > 0.6 ? '#8a7a62' : '#d9d0be', 5),
    jeans ? rivet(136, 110) + rivet(182, 110) + rivet(264, 110) + rivet(220, 110) : '',
  ]
  return { body: proportioned(input, 0.42, drawn.join('')), stands: 'flat' }
}

export const dress: Drawing = (pen, input) =>
  textParam(input, 'style', 'linen') === 'knit' ? knitted(pen, input) : summery(pen, input)

function summery(pen: Pen, input: DrawingInput) {
  const hex = input.colour.hex
  const feel = feelOf(input.material)
  const skirt =
    'M150 214Q200 224 250 214C264 280 290 360 304 438Q252 456 200 450Q148 456 96 438C110 360 136 280 150 214Z'
  const bodice =
    'M160 64L176 60Q180 108 200 116Q220 108 224 60L240 64C246 96 258 116 266 132C256 160 252 190 252 218Q200 228 148 218C148 190 144 160 134 132C142 116 154 96 160 64Z'
  const sleeves = [
    'M160 66L136 84C120 100 108 130 104 160Q120 174 142 172L148 128Z',
    'M240 66L264 84C280 100 292 130 296 160Q280 174 258 172L252 128Z',
  ]
  const gathers = Array.from(
    { length: 13 },
    (_, at) => `M${154 + at * 7.6} 222Q${146 + at * 9} 300 ${112 + at * 14.6} ${420 + (at % 3) * 10}`,
  ).join('')
  const drawn = [
    `<path d="M172 62Q200 54 228 62Q216 112 200 116Q184 112 172 62Z" fill="${tone(hex, -0.16)}"/>`,
    ...sleeves.map((sleeve) => piece(pen, feel, hex, sleeve)),
    piece(pen, feel, hex, skirt),
    folds(pen, 'skirt', skirt, gathers, hex, 0.9),
    seam('M99 428Q150 444 200 439Q250 444 301 428', hex),
    piece(pen, feel, hex, bodice),
    folds(
      pen,
      'bodice',
      bodice,
      'M164 150Q172 184 168 214M236 150Q228 184 232 214M148 140Q160 156 172 158M252 140Q240 156 228 158',
      hex,
    ),
    seam('M200 118V216', hex),
    ...[134, 158, 182].map((y) => button(205, y, '#efe6d4', 3.4)),
    piece(pen, feel, tone(hex, -0.03), 'M147 208Q200 218 253 208L253 224Q200 234 147 224Z', 'part'),
    `<path d="M196 222C172 236 164 262 166 290M202 222C214 244 216 268 208 300" fill="none" stroke="${tone(hex, -0.05)}" stroke-width="7" stroke-linecap="round"/><path d="M196 222C172 236 164 262 166 290M202 222C214 244 216 268 208 300" fill="none" stroke="${tone(hex, 0.08)}" stroke-width="2" stroke-linecap="round" transform="translate(-2 -1)"/>`,
  ]
  return { body: proportioned(input, 0.5, drawn.join('')), stands: 'flat' as const }
}

function knitted(pen: Pen, input: DrawingInput) {
  const hex = input.colour.hex
  const rib = ribs(pen, hex, 8)
  const stitch = stitches(pen, hex, 6)
  const trunk =
    'M158 78Q200 100 242 78L268 92C258 140 252 180 256 220C262 290 274 370 276 440Q200 452 124 440C126 370 138 290 144 220C148 180 142 140 132 92Z'
  const sleeves = [
    'M160 78L134 90C116 106 110 136 106 170L88 330Q100 342 120 338L146 200Z',
    'M240 78L266 90C284 106 290 136 294 170L312 330Q300 342 280 338L254 200Z',
  ]
  const drawn = [
    `<path d="M164 72Q200 60 236 72Q224 94 200 94Q176 94 164 72Z" fill="${tone(hex, -0.2)}"/>`,
    ...sleeves.map((sleeve) => piece(pen, 'knit', hex, sleeve) + over(sleeve, stitch, 0.5)),
    folds(pen, 'a', sleeves[0] ?? '', 'M128 190Q118 250 108 320', hex),
    folds(pen, 'b', sleeves[1] ?? '', 'M272 190Q282 250 292 320', hex),
    `<g ${finish(pen, 'knit', { edge: 7, depth: 0.5, cast: 5 })}><path d="${trunk}" fill="url(#${rib})"/></g>`,
    folds(
      pen,
      'trunk',
      trunk,
      'M152 220Q172 230 196 226M250 214Q232 226 210 226M160 300Q150 370 156 430M238 300Q250 370 242 430M200 330V440',
      hex,
    ),
    `<g ${finish(pen, 'knit', { edge: 3, depth: 0.5, cast: 2 })}><path d="M154 78Q176 108 200 108Q224 108 246 78L238 70Q220 94 200 94Q180 94 162 70Z" fill="${tone(hex, 0.01)}"/></g>`,
  ]
  return { body: proportioned(input, 0.48, drawn.join('')), stands: 'flat' as const }
}
