import { z } from 'zod'

/** Per cent. */
const rate = z.number().min(0).max(50)
const vatClass = z.string().regex(/^[a-z][a-z0-9_]{0,40}$/, 'small letters, digits and _ only')

/** Where a shop sells to, with what VAT, and what its prices hold. */
export const taxSettings = z.strictObject({
  /** Whether the catalogue's prices hold the VAT of the shop's own country. */
  include: z.enum(['vat', 'nothing']),
  /** Per cent over what the shop pays, which no combination of offers breaks. */
  leastMargin: z.number().min(0).max(1000).nullable(),
  countries: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[A-Z]{2}$/, 'must be a country code such as "SE"'),
        /** By class of goods; the standard one counts where a class has none. */
        vat: z.record(vatClass, rate).refine((rates) => 'standard' in rates, 'needs a standard rate'),
      }),
    )
    .min(1)
    .max(250)
    .superRefine((countries, context) => {
      countries.forEach(({ code }, at) => {
        if (countries.findIndex((other) => other.code === code) < at)
          context.addIssue({ code: 'custom', path: [at, 'code'], message: 'stands there twice' })
      })
    }),
})
export type TaxSettings = z.infer<typeof taxSettings>
