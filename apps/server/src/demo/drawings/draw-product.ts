import { hat, scarf, socks } from './accessories.ts'
import { coffeeMaker, kettle, toaster } from './appliances.ts'
import { dress, trousers } from './bottoms.ts'
import { bikeLight, charger, clock, cover, headphones, powerBank, speaker } from './gadgets.ts'
import { ceilingLamp, floorLamp } from './lamps.ts'
import { type Drawing, type DrawingInput, makePen } from './pen.ts'
import { armchair, chair, loungeChair, sofa } from './seating.ts'
import { boot, slipper, sneaker } from './shoes.ts'
import { stage } from './stage.ts'
import { tableLamp } from './table-lamps.ts'
import { cutlery, pan, plate } from './table-setting.ts'
import { bed, shelf, table } from './tables.ts'
import { mug, vase } from './tableware.ts'
import { curtain, cushion, rug, throwBlanket } from './textiles.ts'
import { jacket, jumper, shirt, tShirt } from './tops.ts'
import { bottle, candle, jar, perfume, soap, tube } from './vessels.ts'

/** Every drawing by the name that products use. */
export const drawings: Readonly<Record<string, Drawing>> = {
  sofa,
  armchair,
  chair,
  'lounge-chair': loungeChair,
  table,
  shelf,
  bed,
  'table-lamp': tableLamp,
  'floor-lamp': floorLamp,
  'ceiling-lamp': ceilingLamp,
  rug,
  cushion,
  throw: throwBlanket,
  curtain,
  mug,
  vase,
  plate,
  cutlery,
  pan,
  jacket,
  jumper,
  shirt,
  't-shirt': tShirt,
  dress,
  trousers,
  boot,
  sneaker,
  slipper,
  hat,
  scarf,
  socks,
  bottle,
  jar,
  tube,
  soap,
  candle,
  perfume,
  headphones,
  speaker,
  'power-bank': powerBank,
  charger,
  clock,
  'bike-light': bikeLight,
  cover,
  kettle,
  toaster,
  'coffee-maker': coffeeMaker,
}

/** Draws a product as an SVG picture of 400 × 500, safe to show anywhere: no scripts, no links, ids of its own. */
export function drawProduct(input: DrawingInput): string {
  const drawing = drawings[input.kind]
  if (!drawing) throw new Error(`no drawing of kind "${input.kind}"`)
  const pen = makePen(input)
  return stage(pen, input, drawing(pen, input))
}
