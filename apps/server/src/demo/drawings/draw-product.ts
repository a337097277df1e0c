import { ceilingLamp, floorLamp, tableLamp } from './lamps.ts'
import { type Drawing, type DrawingInput, makePen } from './pen.ts'
import { armchair, chair, loungeChair, sofa } from './seating.ts'
import { stage } from './stage.ts'
import { mug, vase } from './tableware.ts'

/** Every drawing by the name that products use. */
export const drawings: Readonly<Record<string, Drawing>> = {
  sofa,
  armchair,
  chair,
  'lounge-chair': loungeChair,
  'table-lamp': tableLamp,
  'floor-lamp': floorLamp,
  'ceiling-lamp': ceilingLamp,
  mug,
  vase,
}

/** Draws a product as an SVG picture of 400 × 500, safe to show anywhere: no scripts, no links, ids of its own. */
export function drawProduct(input: DrawingInput): string {
  const drawing = drawings[input.kind]
  if (!drawing) throw new Error(`no drawing of kind "${input.kind}"`)
  const pen = makePen(input)
  return stage(pen, input, drawing(pen, input))
}
