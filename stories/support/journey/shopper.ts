import { z } from 'zod'
import en from './shopper.en.json' with { type: 'json' }
import fi from './shopper.fi.json' with { type: 'json' }
import hu from './shopper.hu.json' with { type: 'json' }
import is from './shopper.is.json' with { type: 'json' }
import sv from './shopper.sv.json' with { type: 'json' }
import trades from './trades.json' with { type: 'json' }

/** The languages that the journeys are walked in. */
export const tongues = ['en', 'sv', 'fi', 'is', 'hu'] as const
export type Tongue = (typeof tongues)[number]

/** A colour as a label says it, of several things, and after "in". */
const colour = z.object({ label: z.string(), several: z.string(), in: z.string() })
const step = z.array(z.string()).min(2)
const shopper = z.object({
  colours: z.array(colour),
  counts: z.object({ 2: step, 3: step }),
  shopper: z.object({
    name: z.string(),
    line1: z.string(),
    postalCode: z.string(),
    city: z.string(),
    country: z.string(),
    address: z.string(),
  }),
  wordings: z.object({
    find: step,
    cheaper: step,
    colour: step,
    second: step,
    answerColour: step,
    quantity: step,
    cart: step,
    checkout: step,
    name: step,
    email: step,
    address: step,
    delivery: step,
    payment: step,
    yes: step,
  }),
})
export type Shopper = z.infer<typeof shopper>
export type Colour = z.infer<typeof colour>
export type Wish = keyof Shopper['wordings']

/** What people write who never saw an example: each step in several ways, with holes for goods, colours and counts. */
export const shoppers: Record<Tongue, Shopper> = {
  en: shopper.parse(en),
  sv: shopper.parse(sv),
  fi: shopper.parse(fi),
  is: shopper.parse(is),
  hu: shopper.parse(hu),
}

/** A thing by its name on the label, and as one asks for it. */
const goods = z.object({ named: z.string(), wanted: z.string() })
export type Goods = z.infer<typeof goods>

export const tradesOfGoods = z.record(z.string(), z.array(z.record(z.enum(tongues), goods))).parse(trades)
