import { seam } from './cloth.ts'
import { tone } from './colour.ts'
import { across, type Feel, feelOf, finish, ownColour } from './materials.ts'
import { type Drawing, type DrawingInput, type Pen, textParam } from './pen.ts'

/** A pair: the far shoe a step behind, in more shade. */
function pair(pen: Pen, one: string, ground: number) {
  const shoe = pen.define('shoe', (id) => `<g id="${id}">${one}</g>`)
  const dim = pen.define(
    'far',
    (id) =>
      `<filter id="${id}" x="-.1" y="-.1" width="1.2" height="1.2"><feComponentTransfer><feFuncR type="linear" slope=".84"/><feFuncG type="linear" slope=".83"/><feFuncB type="linear" slope=".82"/></feComponentTransfer></filter>`,
  )
  const body = `<g transform="translate(34 -30) scale(.97)" filter="url(#${dim})"><use href="#${shoe}"/></g><ellipse cx="206" cy="${ground - 6}" rx="130" ry="9" fill="#20160d" opacity=".3" filter="url(#${pen.define('between', (id) => `<filter id="${id}" x="-.2" y="-2" width="1.4" height="5"><feGaussianBlur stdDeviation="6"/></filter>`)})"/><use href="#${shoe}"/>`
  return { body, stands: 'floor' as const, ground: { x: 206, y: ground, width: 300, depth: 13 } }
}

const cut = (pen: Pen, feel: Feel, hex: string, outline: string, part = false) =>
  `<g ${finish(pen, feel, part ? { edge: 4, depth: 0.5, cast: 2 } : { edge: 8, depth: 0.6, cast: 2 })}><path d="${outline}" fill="${across(pen, hex, 0.07)}"/></g>`

export const boot: Drawing = (pen, input) => {
  const one = textParam(input, 'style', 'lace') === 'rubber' ? wellington(pen, input) : laced(pen, input)
  return pair(pen, one, 392)
}

function laced(pen: Pen, input: DrawingInput): string {
  const hex = input.colour.hex
  const feel = feelOf(input.material)
  const shaft =
    'M214 148Q262 138 318 150C322 190 316 230 322 264C330 296 332 330 328 356H196C190 330 196 290 200 262C208 222 210 184 214 148Z'
  const vamp =
    'M212 236C190 262 148 284 104 296C72 304 62 328 64 356H330C330 330 326 296 300 270C268 262 240 262 212 236Z'
  const quarter = 'M300 268C318 270 328 284 332 306V356H252C252 318 268 276 300 268Z'
  const toe = 'M146 282C100 296 62 304 64 356H150C160 330 158 300 146 282Z'
  const sole = 'M58 352H338Q342 366 338 382H268L262 374H206Q170 388 84 388C62 388 54 374 58 352Z'
  const eyelets = [
    [222, 158],
    [219, 182],
    [215, 206],
    [208, 230],
    [196, 250],
    [178, 266],
  ] as const
  const lace = '#4a3a2a'
  return [
    cut(pen, feel, tone(hex, -0.04), shaft),
    `<path d="M216 150Q262 140 317 152L316 164Q262 152 215 164Z" fill="${tone(hex, -0.16)}"/>`,
    cut(pen, feel, hex, vamp),
    cut(pen, feel, tone(hex, 0.01), quarter),
    seam('M298 274C274 284 260 320 259 352', hex),
    seam('M214 240C226 262 232 300 228 352', hex),
    cut(pen, feel, tone(hex, -0.012), toe, true),
    seam('M140 288C154 306 156 332 148 354', hex),
    `<path d="M82 322C92 308 112 300 132 298" fill="none" stroke="#fff" stroke-width="9" stroke-linecap="round" opacity=".24" filter="url(#${gleam(pen)})"/><path d="M304 168C302 210 306 240 314 262" fill="none" stroke="#fff" stroke-width="8" stroke-linecap="round" opacity=".16" filter="url(#${gleam(pen)})"/>`,
    ...eyelets.map(
      ([x, y], at) =>
        `<path d="M${x - 5} ${y}Q${x + 12} ${y - 9} ${x + 31 - at} ${y - 1 + at}" stroke="${lace}" stroke-width="4.4" fill="none" stroke-linecap="round"/><path d="M${x - 3} ${y - 2}Q${x + 12} ${y - 10} ${x + 27} ${y - 3}" stroke="#8d745a" stroke-width="1.2" fill="none"/><circle cx="${x + 31 - at}" cy="${y - 1 + at}" r="3" fill="#b99a5c"/>`,
    ),
    `<path d="M216 152C196 134 176 150 190 168M222 150C232 130 250 138 240 160M212 156C204 178 196 186 190 196" fill="none" stroke="${lace}" stroke-width="3.6" stroke-linecap="round"/>`,
    cut(pen, 'rubber', '#3a2e26', sole, true),
    `<path d="M58 353H338" stroke="#c8a06a" stroke-width="5"/><path d="M60 353H337" stroke="#5d4127" stroke-width="1.4" stroke-dasharray="4 3"/>`,
    `<path d="M312 148q4 -18 12 -2l-4 14Z" fill="${tone(hex, -0.1)}"/>`,
  ].join('')
}

const gleam = (pen: Pen) =>
  pen.define(
    'gleam',
    (id) => `<filter id="${id}" x="-.4" y="-.6" width="1.8" height="2.2"><feGaussianBlur stdDeviation="3"/></filter>`,
  )

function wellington(pen: Pen, input: DrawingInput): string {
  const hex = input.colour.hex
  const upper =
    'M202 96Q262 88 324 98C326 170 318 230 324 280C330 310 332 336 330 360H70C62 324 84 304 120 296C166 286 204 272 206 232C208 180 206 140 202 96Z'
  const sole = 'M64 354H336Q340 368 336 384H266L260 376H212Q170 390 88 390C66 390 58 374 64 354Z'
  return [
    cut(pen, 'rubber', hex, upper),
    `<path d="M204 98Q262 90 323 100L323 114Q262 104 204 113Z" fill="${tone(hex, 0.05)}"/><path d="M204 114Q262 105 323 115" fill="none" stroke="${tone(hex, -0.16)}" stroke-width="1.6"/>`,
    `<path d="M222 128C224 190 226 230 220 262" fill="none" stroke="#fff" stroke-width="13" stroke-linecap="round" opacity=".3" filter="url(#${gleam(pen)})"/><path d="M96 322C112 308 140 304 166 296" fill="none" stroke="#fff" stroke-width="8" stroke-linecap="round" opacity=".34" filter="url(#${gleam(pen)})"/>`,
    `<path d="M68 344Q200 350 332 344" fill="none" stroke="${tone(hex, -0.14)}" stroke-width="2"/>`,
    cut(pen, 'rubber', ownColour[textParam(input, 'sole', 'cream')] ?? '#eadfca', sole, true),
    '<path d="M66 362H336" stroke="#1c130b" stroke-width="1" opacity=".3"/>',
    `<rect x="296" y="112" width="12" height="34" rx="3" fill="${tone(hex, -0.08)}"/>`,
  ].join('')
}

export const sneaker: Drawing = (pen, input) => {
  const hex = input.colour.hex
  const feel = feelOf(input.material)
  const trim = feel === 'felt' ? 'leather' : feel
  const sole = ownColour[textParam(input, 'sole', 'cream')] ?? '#eadfca'
  const upper =
    'M318 246C310 262 290 268 268 258L250 244Q236 236 222 246C196 274 160 296 116 306C74 314 58 326 60 352H338C342 316 336 280 332 250Q326 238 318 246Z'
  const toe = 'M128 304C92 310 58 322 60 352H136C148 336 146 316 128 304Z'
  const heel = 'M332 250C338 280 342 316 338 352H282C280 312 292 274 318 248Z'
  const midsole = 'M54 344Q200 356 344 340Q350 362 342 378Q200 392 74 384C54 380 46 362 54 344Z'
  const eyelets = [
    [236, 250],
    [218, 264],
    [200, 277],
    [180, 289],
  ] as const
  const one = [
    `<path d="M252 246Q290 276 326 244Q330 262 318 272Q280 286 250 262Z" fill="${tone(hex, -0.24)}"/>`,
    `<path d="M222 244Q206 232 214 214Q236 206 252 240L240 262Z" fill="${tone(hex, 0.02)}" stroke="${tone(hex, -0.14)}" stroke-width="1"/>`,
    cut(pen, feel, hex, upper),
    cut(pen, trim, tone(hex, -0.03), toe, true),
    cut(pen, trim, tone(hex, -0.05), heel, true),
    cut(pen, trim, tone(hex, 0.012), 'M250 246C236 262 196 292 172 302L214 326Q262 300 276 268Z', true),
    seam('M246 254C232 270 200 292 184 300', hex),
    `<path d="M282 346C276 322 250 318 224 336" fill="none" stroke="${tone(hex, -0.12)}" stroke-width="1.6"/>`,
    ...eyelets.map(
      ([x, y]) =>
        `<path d="M${x - 10} ${y - 4}Q${x + 8} ${y - 10} ${x + 20} ${y + 7}" stroke="#f6f2e8" stroke-width="5" fill="none" stroke-linecap="round"/><path d="M${x - 8} ${y - 2}Q${x + 8} ${y - 7} ${x + 18} ${y + 8}" stroke="#b8ae9c" stroke-width="1" fill="none"/><circle cx="${x + 21}" cy="${y + 8}" r="2" fill="#5a5148"/>`,
    ),
    '<path d="M226 246C204 226 194 242 212 252M232 244C236 222 256 230 240 250" fill="none" stroke="#f6f2e8" stroke-width="4" stroke-linecap="round"/>',
    `<path d="M84 330C98 320 112 316 124 316" stroke="#fff" stroke-width="7" stroke-linecap="round" opacity=".3" fill="none" filter="url(#${gleam(pen)})"/>`,
    cut(pen, 'rubber', sole, midsole, true),
    `<path d="M56 358Q200 370 344 354" fill="none" stroke="${tone(sole, -0.2)}" stroke-width="1.3" opacity=".7"/><path d="M62 378Q200 390 342 374L340 384Q200 398 76 390Z" fill="#a9784a"/>`,
  ].join('')
  return pair(pen, one, 392)
}

export const slipper: Drawing = (pen, input) => {
  const hex = input.colour.hex
  const feel = feelOf(input.material)
  const lining = textParam(input, 'lining', 'wool') === 'wool'
  const one = [
    `<path d="M196 300Q262 280 330 318Q340 344 326 356H180Z" fill="${lining ? '#efe6d3' : tone(hex, -0.18)}"/>`,
    lining
      ? `<g ${finish(pen, 'boucle', { edge: 4, depth: 0.4 })}><path d="M200 296Q214 272 236 270Q256 290 330 318Q340 340 326 352H204Z" fill="#efe6d3"/></g>`
      : '',
    cut(pen, feel, hex, 'M238 264C206 250 130 272 92 302C62 326 58 344 64 362H262C252 330 250 292 238 264Z'),
    cut(pen, feel, tone(hex, -0.02), 'M250 344C282 346 312 336 330 318Q344 340 338 362H250Z', true),
    `<path d="M238 264C250 292 254 330 262 360" fill="none" stroke="${lining ? '#efe6d3' : tone(hex, 0.12)}" stroke-width="6" stroke-linecap="round"/>`,
    seam('M226 268C238 296 242 330 248 358', hex),
    cut(
      pen,
      'rubber',
      ownColour[textParam(input, 'sole', 'leather')] ?? '#98562a',
      'M60 356Q200 366 340 356Q344 372 334 380Q200 390 76 382Q56 376 60 356Z',
      true,
    ),
  ].join('')
  return pair(pen, one, 388)
}
