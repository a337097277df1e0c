import { folds, over, piece, ribs, seam, stitches } from './cloth.ts'
import { lightness, tone } from './colour.ts'
import { feelOf, finish } from './materials.ts'
import { type Drawing, d, textParam, wobble } from './pen.ts'

/** A knitted hat with a turned-up edge. */
export const hat: Drawing = (pen, input) => {
  const hex = input.colour.hex
  const crown = 'M92 306C90 190 128 124 200 122C272 124 310 190 308 306Z'
  const brim = 'M84 296Q200 322 316 296Q322 340 314 376Q200 402 86 376Q78 340 84 296Z'
  const rib = ribs(pen, hex, 9)
  const tufts = Array.from({ length: 90 }, (_, at) => {
    const angle = wobble(at) * Math.PI
    const far = 40 + wobble(at + 50) * 8
    return d`M${200 + Math.cos(angle) * 12} ${104 + Math.sin(angle) * 12}L${200 + Math.cos(angle) * far} ${104 + Math.sin(angle) * far}`
  }).join('')
  const bobble = textParam(input, 'bobble', 'no') === 'yes' || input.params.bobble === true
  const body = [
    piece(pen, 'knit', hex, crown, 'thick') + over(crown, stitches(pen, hex, 9), 0.6),
    folds(
      pen,
      'crown',
      crown,
      'M200 126Q176 200 170 300M200 126Q226 200 232 300M190 126Q134 180 124 290M212 126Q266 180 278 290',
      hex,
      0.7,
    ),
    `<g ${finish(pen, 'knit', { edge: 11, depth: 0.55, cast: 5 })}><path d="${brim}" fill="url(#${rib})"/></g>`,
    bobble
      ? `<g ${finish(pen, 'boucle', { edge: 12, depth: 0.5, cast: 4 })}><circle cx="200" cy="104" r="36" fill="${tone(hex, 0.04)}"/><path d="${tufts}" stroke="${tone(hex, 0.04)}" stroke-width="5" stroke-linecap="round"/></g><path d="${tufts}" stroke="${tone(hex, -0.14)}" stroke-width=".8" opacity=".5"/>`
      : '',
    '<rect x="252" y="336" width="30" height="20" fill="#efe6d4" transform="rotate(-6 267 346)"/><path d="M259 347l14 -2" stroke="#5b5147" stroke-width="1.6"/>',
  ]
  return { body: body.join(''), stands: 'flat' }
}

/** A scarf in a loop, both ends hanging. */
export const scarf: Drawing = (pen, input) => {
  const hex = input.colour.hex
  const feel = feelOf(input.material)
  const knit = stitches(pen, hex, 6)
  const behind = 'M128 128C118 210 116 280 128 404L210 410C204 320 214 230 230 150Z'
  const front =
    'M276 122C286 190 262 250 244 300C234 340 236 380 240 424L160 428C152 350 164 290 184 240C196 206 204 170 200 138Z'
  const loop = 'M112 124C118 66 156 48 200 48C244 48 286 66 290 128C288 168 254 182 214 178C168 182 116 166 112 124Z'
  const hole = 'M152 112C160 90 178 84 200 84C224 84 244 92 250 114C236 132 218 134 200 134C180 134 162 130 152 112Z'
  const fringe = (from: number, to: number, y: number) =>
    Array.from(
      { length: 13 },
      (_, at) =>
        d`M${from + ((to - from) * at) / 12} ${y + wobble(at) * 1.5}q${wobble(at + 4) * 5} 16 ${wobble(at + 30) * 6} ${32 + wobble(at) * 3}`,
    ).join('')
  const tassels = (path: string) =>
    `<path d="${path}" stroke="${tone(hex, 0.03)}" stroke-width="4.2" stroke-linecap="round" fill="none"/><path d="${path}" stroke="${tone(hex, -0.18)}" stroke-width="1" fill="none" transform="translate(1.8 1)"/>`
  const stripe =
    textParam(input, 'pattern', 'plain') === 'check'
      ? `<g fill="none" stroke="${tone(hex, lightness(hex) > 0.6 ? -0.26 : 0.34, 0.6)}" opacity=".6"><path d="M186 250Q224 256 260 252M170 306Q206 312 244 304M162 362Q200 368 238 362" stroke-width="12"/><path d="M236 190Q206 270 196 424" stroke-width="9"/></g>`
      : ''
  const body = [
    tassels(fringe(132, 206, 404)),
    piece(pen, feel, tone(hex, -0.03), behind, 'thick') + over(behind, knit, 0.4),
    folds(pen, 'behind', behind, 'M150 190Q140 300 152 400M190 190Q170 300 180 400', hex),
    tassels(fringe(164, 236, 423)),
    piece(pen, feel, hex, front, 'thick') + over(front, knit, 0.4),
    stripe,
    folds(
      pen,
      'front',
      front,
      'M252 160Q236 240 208 300Q196 350 200 420M226 170Q214 230 186 300M268 170Q262 220 236 290',
      hex,
    ),
    `<g ${finish(pen, feel, { edge: 11, depth: 0.6, cast: 6 })}><path fill-rule="evenodd" d="${loop}${hole}" fill="${tone(hex, 0.02)}"/></g>`,
    folds(
      pen,
      'loop',
      loop,
      'M126 130C134 84 168 66 204 66C240 66 268 86 274 124M132 142Q160 168 214 162Q258 160 276 134M140 96Q164 70 200 72',
      hex,
      1.1,
    ),
    `<path fill-rule="evenodd" d="${loop}${hole}" fill="url(#${knit})" opacity=".3"/>`,
    `<path d="${hole}" fill="#1c130b" opacity=".16"/>`,
  ]
  return { body: body.join(''), stands: 'flat' }
}

export const socks: Drawing = (pen, input) => {
  const hex = input.colour.hex
  const outline =
    'M150 74Q190 66 232 74C234 140 232 190 236 232C240 266 236 286 206 316C176 344 142 366 112 376C78 386 56 360 70 330C84 304 124 290 140 262C156 232 152 140 150 74Z'
  const toe = 'M112 376C78 386 56 360 70 330C76 318 88 310 98 302C112 322 124 346 126 370Z'
  const heel = 'M236 232C240 266 236 286 206 316C188 300 186 268 204 246C212 236 226 232 236 232Z'
  const cuff = 'M148 70Q190 60 234 70L235 122Q192 132 150 122Z'
  const second = lightness(hex) > 0.62 ? tone(hex, -0.22) : tone(hex, 0.26, 0.7)
  const one = [
    piece(pen, 'knit', hex, outline, 'thick') + over(outline, stitches(pen, hex, 6), 0.6),
    `<g ${finish(pen, 'knit', { edge: 6, depth: 0.4 })}><path d="${toe}${heel}" fill="${second}"/></g>`,
    `<path d="M152 150Q192 158 234 150M152 162Q192 170 234 162" stroke="${second}" stroke-width="5" fill="none"/>`,
    folds(pen, 'sock', outline, 'M150 262Q176 268 190 250M146 282Q172 294 196 290M176 150Q180 200 172 250', hex),
    `<g ${finish(pen, 'knit', { edge: 6, depth: 0.5, cast: 2 })}><path d="${cuff}" fill="url(#${ribs(pen, hex, 7)})"/></g>`,
    seam('M100 304C114 324 126 348 127 368', hex),
  ].join('')
  return {
    body: `<g transform="translate(74 62) rotate(5 200 250)">${one}</g><g transform="translate(0 14)">${one}</g>`,
    stands: 'flat',
  }
}
