import { mix, paperFor, tone } from './colour.ts'
import { type DrawingInput, type Pen, round, type Scene } from './pen.ts'

/** Puts a scene on tinted paper under one light from the upper left. */
export function stage(pen: Pen, input: DrawingInput, scene: Scene): string {
  const paper = paperFor(input.colour.hex)
  const light = pen.define(
    'stage-light',
    (id) =>
      `<radialGradient id="${id}" cx=".24" cy=".16" r="1.05"><stop offset="0" stop-color="${tone(paper, 0.045)}"/><stop offset=".5" stop-color="${paper}"/><stop offset="1" stop-color="${tone(paper, -0.055)}"/></radialGradient>`,
  )
  // Grain is made once on a small tile: over the whole picture it would cost more than everything else together.
  const noise = pen.define(
    'stage-noise',
    (id) =>
      `<filter id="${id}" x="0" y="0" width="1" height="1"><feTurbulence type="fractalNoise" baseFrequency=".8" numOctaves="2" seed="4" stitchTiles="stitch"/><feColorMatrix values="0 0 0 0 .3 0 0 0 0 .25 0 0 0 0 .2 0 0 0 .55 -.23"/></filter>`,
  )
  const grain = pen.define(
    'stage-grain',
    (id) =>
      `<pattern id="${id}" width="100" height="100" patternUnits="userSpaceOnUse"><rect width="100" height="100" filter="url(#${noise})"/></pattern>`,
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 500" width="400" height="500">`,
    '@definitions',
    `<rect width="400" height="500" fill="url(#${light})"/>`,
    scene.stands === 'floor' ? floor(pen, paper, scene) : '',
    `<rect width="400" height="500" fill="url(#${grain})" opacity=".5"/>`,
    scene.stands === 'flat' ? laid(pen, paper, scene.body) : scene.body,
    '</svg>',
  ]
    .join('')
    .replace('@definitions', () => `<defs>${pen.definitions()}</defs>`)
}

function floor(pen: Pen, paper: string, scene: Scene): string {
  const ground = scene.ground ?? { x: 200, y: 410, width: 240 }
  const depth = ground.depth ?? Math.max(8, ground.width * 0.09)
  const horizon = Math.max(250, ground.y - depth - 58)
  const sweep = pen.define(
    'stage-floor',
    (id) =>
      `<linearGradient id="${id}" x2="0" y2="1"><stop offset="0" stop-color="${tone(paper, -0.075)}" stop-opacity="0"/><stop offset=".16" stop-color="${tone(paper, -0.06)}" stop-opacity=".7"/><stop offset="1" stop-color="${tone(paper, 0.01)}" stop-opacity=".15"/></linearGradient>`,
  )
  const background = `<rect y="${round(horizon)}" width="400" height="${round(500 - horizon)}" fill="url(#${sweep})"/>`
  if (ground.width === 0) return background
  const wide = pen.define('stage-soft', (id) => blur(id, Math.max(7, depth * 0.55)))
  const close = pen.define('stage-close', (id) => blur(id, 3))
  const shade = mix(tone(paper, -0.5), '#1c1712', 0.55)
  return [
    background,
    `<ellipse cx="${round(ground.x + ground.width * 0.07)}" cy="${round(ground.y + depth * 0.2)}" rx="${round(ground.width * 0.56)}" ry="${round(depth)}" fill="${shade}" opacity=".3" filter="url(#${wide})"/>`,
    `<ellipse cx="${round(ground.x + 2)}" cy="${round(ground.y)}" rx="${round(ground.width * 0.47)}" ry="${round(Math.max(3, depth * 0.5))}" fill="${shade}" opacity=".36" filter="url(#${close})"/>`,
  ].join('')
}

/** Things laid on paper throw a close shadow down and to the right. */
function laid(pen: Pen, paper: string, body: string): string {
  const shade = mix(tone(paper, -0.5), '#1c1712', 0.5)
  const shadow = pen.define(
    'stage-laid',
    (id) =>
      `<filter id="${id}" x="-.1" y="-.1" width="1.25" height="1.25"><feDropShadow dx="3" dy="4" stdDeviation="3" flood-color="${shade}" flood-opacity=".32"/><feDropShadow dx="9" dy="13" stdDeviation="13" flood-color="${shade}" flood-opacity=".24"/></filter>`,
  )
  return `<g filter="url(#${shadow})">${body}</g>`
}

const blur = (id: string, amount: number) =>
  `<filter id="${id}" x="-.5" y="-2" width="2" height="5"><feGaussianBlur stdDeviation="${round(amount)}"/></filter>`
