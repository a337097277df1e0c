import { z } from 'zod'
import { texts } from './language.ts'
import { currency } from './money.ts'

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/)
const country = z.string().regex(/^[A-Z]{2}$/, 'must be a country code such as "SE"')
/** Minor units by currency. */
const amounts = z.record(currency, z.int().min(0))
const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as "14:00"')

/** A part of the world that has its own prices of delivery. */
export const deliveryZone = z.strictObject({
  id,
  names: texts,
  countries: z.array(country).min(1),
  /** Only these postal codes of them, first and last of each span; all where there is none. */
  postalCodes: z
    .array(z.strictObject({ from: z.string().min(1).max(16), to: z.string().min(1).max(16) }))
    .max(500)
    .default([]),
})
export type DeliveryZone = z.infer<typeof deliveryZone>

const zoned = { zone: id.nullable().default(null) }

/** What a way of delivery costs in a zone, or anywhere without one: by weight in grams, or by what the goods come to. The highest step reached counts. */
export const deliveryRate = z.discriminatedUnion('by', [
  z.strictObject({
    ...zoned,
    by: z.literal('weight'),
    steps: z
      .array(z.strictObject({ fromGrams: z.int().min(0), prices: amounts }))
      .min(1)
      .max(30),
  }),
  z.strictObject({
    ...zoned,
    by: z.literal('value'),
    steps: z
      .array(z.strictObject({ from: amounts, prices: amounts }))
      .min(1)
      .max(30),
  }),
])
export type DeliveryRate = z.infer<typeof deliveryRate>

export const deliveryKind = z.enum(['parcel', 'letter', 'pickup_point', 'store_pickup', 'freight'])

export const deliveryMethodSettings = z.object({
  id,
  kind: deliveryKind.default('parcel'),
  names: texts,
  descriptions: texts.default({}),
  /** Where no rate fits. Not offered in a currency that has neither. */
  prices: amounts.default({}),
  rates: z.array(deliveryRate).max(50).default([]),
  freeAbove: amounts.default({}),
  /** Working days from the day it is sent. */
  days: z.object({ min: z.int().min(0), max: z.int().min(0) }).default({ min: 2, max: 4 }),
  /** Ordered before this hour of the shop's day, on these days of the week (Monday is 1), it is sent the same day: then a date can be promised. */
  cutOff: z
    .strictObject({ time, weekdays: z.array(z.int().min(1).max(7)).min(1).default([1, 2, 3, 4, 5]) })
    .nullable()
    .default(null),
  /** What weighs more does not go by it. */
  mostGrams: z.int().min(1).nullable().default(null),
  /** Where it can be fetched, each of them a choice of its own. */
  points: z
    .array(
      z.strictObject({
        id,
        name: z.string().min(1).max(120),
        address: z.string().min(1).max(200),
        country,
        postalCode: z.string().max(16),
      }),
    )
    .max(2000)
    .default([]),
  /** All that the shop sells to, where it is left out. */
  countries: z.array(country).optional(),
  needsAddress: z.boolean().default(true),
  forFreightOnly: z.boolean().default(false),
})

/** How a shop delivers, as it is kept and edited. */
export const deliverySettings = z
  .strictObject({
    zones: z.array(deliveryZone).max(100).default([]),
    methods: z.array(deliveryMethodSettings).min(1).max(50),
  })
  .superRefine(({ zones, methods }, context) => {
    const known = new Set(zones.map((zone) => zone.id))
    methods.forEach((method, at) => {
      if (methods.findIndex((other) => other.id === method.id) !== at)
        context.addIssue({ code: 'custom', path: ['methods', at, 'id'], message: 'is the id of another method, too' })
      method.rates.forEach((rate, place) => {
        if (rate.zone !== null && !known.has(rate.zone))
          context.addIssue({ code: 'custom', path: ['methods', at, 'rates', place, 'zone'], message: 'is no zone' })
      })
    })
  })
export type DeliverySettings = z.infer<typeof deliverySettings>
