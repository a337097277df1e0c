import { z } from 'zod'
import { callMode, callSide, callState } from './call.ts'
import { cart, order, proposal } from './commerce.ts'
import { money } from './money.ts'
import { productCard } from './product.ts'

/** A thing the shopper can pick by tapping or by saying it. `value` comes back as it is; `label` is what she reads. */
export const choice = z.object({ value: z.string(), label: z.string(), hint: z.string().optional() })
export type Choice = z.infer<typeof choice>

export const fieldType = z.enum([
  'text',
  'name',
  'email',
  'phone',
  'address-line',
  'postal-code',
  'city',
  'country',
  'number',
  'select',
])
export const formField = z.object({
  name: z.string(),
  label: z.string(),
  type: fieldType,
  required: z.boolean(),
  /** HTML autocomplete token. */
  autocomplete: z.string().optional(),
  value: z.string().optional(),
  /** Why the value will not do, where it was refused: stands at the field. */
  error: z.string().optional(),
  options: z.array(choice).optional(),
})
export type FormField = z.infer<typeof formField>

const text = z.object({ type: z.literal('text'), text: z.string().max(20_000) })
const note = z.object({ type: z.literal('note'), text: z.string().max(20_000) })
const image = z.object({
  type: z.literal('image'),
  url: z.string(),
  alt: z.string(),
  width: z.int().optional(),
  height: z.int().optional(),
})
const product = z.object({ type: z.literal('product'), card: productCard, actions: z.array(choice) })
const carousel = z.object({
  type: z.literal('carousel'),
  cards: z.array(z.object({ card: productCard, actions: z.array(choice) })).max(10),
})
const choices = z.object({ type: z.literal('choices'), text: z.string(), choices: z.array(choice).max(20) })
const cartContent = z.object({ type: z.literal('cart'), cart, actions: z.array(choice) })
const proposalContent = z.object({ type: z.literal('proposal'), proposal })
const orderContent = z.object({ type: z.literal('order'), order })
const paymentLink = z.object({
  type: z.literal('payment_link'),
  orderNumber: z.string(),
  amount: money,
  url: z.string(),
  label: z.string(),
})
const form = z.object({
  type: z.literal('form'),
  id: z.string(),
  title: z.string(),
  fields: z.array(formField),
  submit: z.string(),
})
const article = z.object({
  type: z.literal('article'),
  id: z.string(),
  title: z.string(),
  text: z.string(),
  url: z.string().optional(),
})
/** What somebody sent besides pictures: sounds are played where they stand, everything else is there to be fetched. */
const file = z.object({
  type: z.literal('file'),
  url: z.string(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
})
/** A call that was: how it ended, how long they talked. `actions` are what can be done after one that came to nothing. */
const callContent = z.object({
  type: z.literal('call'),
  callId: z.string(),
  mode: callMode,
  startedBy: callSide,
  outcome: callState,
  seconds: z.int(),
  actions: z.array(choice),
})
/** A line about the conversation itself, told in the reader's language from a key: "Anna joined". */
const notice = z.object({ type: z.literal('notice'), key: z.string(), values: z.record(z.string(), z.string()) })

/** What a message holds. Every kind has a plain-text telling in `message.text`, for channels that know no better. */
export const content = z.discriminatedUnion('type', [
  text,
  note,
  image,
  product,
  carousel,
  choices,
  cartContent,
  proposalContent,
  orderContent,
  paymentLink,
  form,
  article,
  file,
  callContent,
  notice,
])
export type Content = z.infer<typeof content>
export type ContentType = Content['type']

/** What a client sends: words, a pick, a tap on something shown, a filled form, a file it has brought before. */
export const said = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string().trim().min(1).max(4_000) }),
  z.object({ type: z.literal('choice'), value: z.string().max(400), label: z.string().max(200).optional() }),
  /** A tap on a card or button: `action` is the value the content carried (`add:var_…`). */
  z.object({ type: z.literal('click'), action: z.string().max(400), label: z.string().max(200).optional() }),
  z.object({
    type: z.literal('form'),
    id: z.string().max(100),
    values: z.record(z.string().max(60), z.string().max(1_000)),
  }),
  z.object({ type: z.literal('file'), attachmentId: z.string().max(64) }),
])
export type Said = z.infer<typeof said>

/** What the bot waits for, so that any client can offer the fitting input. */
export const awaits = z.object({
  flow: z.string(),
  slot: z.string(),
  type: z.string(),
  options: z.array(choice),
  optional: z.boolean(),
})
export type Awaits = z.infer<typeof awaits>
