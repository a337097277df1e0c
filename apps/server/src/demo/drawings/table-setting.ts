import { tone } from './colour.ts'
import { across, around, feelOf, finish, ownColour } from './materials.ts'
import { type Drawing, d, round, textParam, wobble } from './pen.ts'

/** A plate from above, with a smaller one's rim line and glaze pooling at the edge. */
export const plate: Drawing = (pen, input) => {
  const hex = input.colour.hex
  const [cx, cy, r] = [200, 250, 152]
  const glaze = pen.define(
    'glaze',
    (id) =>
      `<radialGradient id="${id}"><stop offset="0" stop-color="${tone(hex, 0.02)}"/><stop offset=".66" stop-color="${hex}"/><stop offset=".7" stop-color="${tone(hex, -0.09)}"/><stop offset=".74" stop-color="${tone(hex, 0.045)}"/><stop offset=".95" stop-color="${tone(hex, 0.01)}"/><stop offset=".975" stop-color="${tone(hex, -0.12)}"/><stop offset="1" stop-color="#b59a78"/></radialGradient>`,
  )
  const light = pen.define(
    'plate-light',
    (id) =>
      `<linearGradient id="${id}" x2=".9" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".42"/><stop offset=".42" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#1a120a" stop-opacity=".26"/></linearGradient>`,
  )
  const well = pen.define(
    'plate-well',
    (id) =>
      `<linearGradient id="${id}" x2=".9" y2="1"><stop offset="0" stop-color="#1a120a" stop-opacity=".2"/><stop offset=".5" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#fff" stop-opacity=".3"/></linearGradient>`,
  )
  const speckles = Array.from({ length: 70 }, (_, at) => {
    const far = Math.sqrt(Math.abs(wobble(at))) * r * 0.94
    const angle = wobble(at + 200) * Math.PI
    return `<circle cx="${round(cx + Math.cos(angle) * far)}" cy="${round(cy + Math.sin(angle) * far)}" r="${round(0.6 + Math.abs(wobble(at + 90)))}"/>`
  }).join('')
  const body = [
    `<g ${finish(pen, feelOf(input.material), { edge: 5, depth: 0.4 })}><circle cx="${cx}" cy="${cy}" r="${r}" fill="url(#${glaze})"/></g>`,
    `<circle cx="${cx}" cy="${cy}" r="${r}" fill="url(#${light})"/><circle cx="${cx}" cy="${cy}" r="${r * 0.7}" fill="url(#${well})"/>`,
    `<g fill="#5b4327" opacity=".4">${speckles}</g>`,
    `<path d="${d`M${cx - r * 0.78} ${cy - r * 0.3}A${r * 0.84} ${r * 0.84} 0 0 1 ${cx - r * 0.2} ${cy - r * 0.82}`}" fill="none" stroke="#fff" stroke-width="8" stroke-linecap="round" opacity=".28"/>`,
  ]
  return { body: body.join(''), stands: 'flat' }
}

/** Knife, fork and spoons side by side. */
export const cutlery: Drawing = (pen, input) => {
  const hex = input.colour.hex
  const metal = (path: string) =>
    `<g ${finish(pen, 'metal', { edge: 2.4, depth: 0.55, upright: true })}><path d="${path}" fill="${around(pen, hex, 'metal')}"/></g>`
  const knife = d`M84 300C82 200 82 130 86 84Q90 70 96 84C106 130 106 210 100 300C100 340 104 390 104 424Q94 438 86 424C84 390 85 340 84 300Z`
  const fork = d`M150 92q2.4 -5 4.8 0V160q3 6 6 0V92q2.4 -5 4.8 0V160q3 6 6 0V92q2.4 -5 4.8 0V160q3 6 6 0V92q2.4 -5 4.8 0V176C188 214 176 224 173 244C173 320 177 380 177 424Q169 438 161 424C161 380 165 320 165 244C162 224 150 214 150 176Z`
  const spoon = (x: number, top: number, half: number) =>
    d`M${x} ${top}C${x + half * 1.25} ${top} ${x + half * 1.1} ${top + 92} ${x + 4} ${top + 118}C${x + 3.4} 320 ${x + 8} 380 ${x + 8} 424Q${x} 438 ${x - 8} 424C${x - 8} 380 ${x - 3.4} 320 ${x - 4} ${top + 118}C${x - half * 1.1} ${top + 92} ${x - half * 1.25} ${top} ${x} ${top}Z`
  const bowl = (x: number, top: number, half: number) =>
    `<ellipse cx="${x}" cy="${top + 50}" rx="${round(half * 0.68)}" ry="40" fill="${across(pen, tone(hex, -0.1), 0.16)}" opacity=".75"/><path d="${d`M${x - half * 0.4} ${top + 30}q-2 14 3 30`}" stroke="#fff" stroke-width="3.4" stroke-linecap="round" fill="none" opacity=".75"/>`
  const body = [
    metal(knife),
    metal(fork),
    metal(spoon(240, 82, 26)),
    bowl(240, 82, 26),
    metal(spoon(304, 138, 18)),
    bowl(304, 138, 18),
    `<path d="M88 120c-1 60 -1 120 0 170" stroke="#fff" stroke-width="1.6" opacity=".6" fill="none"/>`,
  ]
  return { body: body.join(''), stands: 'flat' }
}

/** A pan from above, its handle towards the lower right. */
export const pan: Drawing = (pen, input) => {
  const hex = input.colour.hex
  const feel = feelOf(input.material)
  const wood = textParam(input, 'handle', 'iron') === 'oak'
  const grip = wood ? (ownColour.oak ?? hex) : hex
  const [cx, cy, r] = [176, 212, 122]
  const inside = pen.define(
    'pan-in',
    (id) =>
      `<radialGradient id="${id}" cx=".42" cy=".4" r=".66"><stop offset="0" stop-color="${tone(hex, 0.1)}"/><stop offset=".62" stop-color="${tone(hex, 0.02)}"/><stop offset="1" stop-color="${tone(hex, -0.12)}"/></radialGradient>`,
  )
  const body = [
    `<g transform="rotate(52 ${cx} ${cy})"><g ${finish(pen, feel, { edge: 3, depth: 0.55 })}><path d="${d`M${cx + r - 8} ${cy - 17}C${cx + r + 24} ${cy - 12} ${cx + r + 30} ${cy - 11} ${cx + r + 60} ${cy - 11}V${cy + 11}C${cx + r + 30} ${cy + 11} ${cx + r + 24} ${cy + 12} ${cx + r - 8} ${cy + 17}Z`}" fill="${around(pen, hex, feel, true)}"/></g><g ${finish(pen, wood ? 'wood' : feel, { edge: 4, depth: 0.55, cast: 2 })}><path d="${d`M${cx + r + 50} ${cy - 11}C${cx + r + 90} ${cy - 15} ${cx + r + 140} ${cy - 17} ${cx + r + 152} ${cy - 9}Q${cx + r + 158} ${cy} ${cx + r + 152} ${cy + 9}C${cx + r + 140} ${cy + 17} ${cx + r + 90} ${cy + 15} ${cx + r + 50} ${cy + 11}Z`}" fill="${around(pen, grip, 'wood', true)}"/></g><ellipse cx="${cx + r + 140}" cy="${cy}" rx="7" ry="4.6" fill="#1b1713" opacity=".8"/></g>`,
    `<g ${finish(pen, feel, { edge: 6, depth: 0.6, cast: 3 })}><path d="${d`M${cx - 22} ${cy - r + 3}L${cx - 12} ${cy - r - 9}H${cx + 12}L${cx + 22} ${cy - r + 3}Z`}" fill="${hex}" transform="rotate(-78 ${cx} ${cy})"/><circle cx="${cx}" cy="${cy}" r="${r}" fill="${across(pen, tone(hex, 0.06), 0.12)}"/></g>`,
    `<g ${finish(pen, feel, { edge: 3, depth: 0.3 })}><circle cx="${cx}" cy="${cy}" r="${r * 0.9}" fill="${tone(hex, -0.1)}"/><circle cx="${cx + 2}" cy="${cy + 3}" r="${r * 0.8}" fill="url(#${inside})"/></g>`,
    `<path d="${d`M${cx - r * 0.55} ${cy - r * 0.3}A${r * 0.62} ${r * 0.62} 0 0 1 ${cx - r * 0.05} ${cy - r * 0.62}`}" stroke="#fff" stroke-width="13" stroke-linecap="round" fill="none" opacity=".11"/><path d="${d`M${cx - r * 0.9} ${cy - r * 0.3}A${r * 0.95} ${r * 0.95} 0 0 1 ${cx - r * 0.24} ${cy - r * 0.92}`}" stroke="#fff" stroke-width="2.6" stroke-linecap="round" fill="none" opacity=".45"/>`,
  ]
  return { body: body.join(''), stands: 'flat' }
}
