import { randomInt } from 'node:crypto'
import { promotion, promotionCode, promotionDraft, promotionStatus } from '@parley/contracts'
import { z } from 'zod'
import { type Door, door } from '../../db/door.ts'
import { audit } from '../../identity/index.ts'
import { granted, refuse } from '../../kernel/refusals.ts'
import { addCode, codesAsCsv, generateCodes, pageCodes } from './code-store.ts'
import { createPromotion, editPromotion, movePromotion, pagePromotions, readPromotion } from './promotion-store.ts'
import { tryOut, tryOutAnswer, tryOutQuestion } from './try-out.ts'

const tag = 'promotions'
const mayRead = { scope: 'catalogue:read' } as const
const mayWrite = { scope: 'catalogue:write' } as const
const params = z.object({ promotionId: z.string() })
const version = z.int().min(1)
const example = {
  name: 'Ten off the first order',
  names: { en: '10% off your first order', sv: '10 % på första beställningen' },
  byCode: true,
  rule: {
    conditions: [{ kind: 'first_order' }],
    action: { kind: 'percent', percent: 1000 },
    stacking: { kind: 'best_of', group: 'codes' },
  },
  endsAt: '2027-01-01T00:00:00.000Z',
  mostUsesPerPerson: 1,
}

/** Offers: what they ask, what they give, when, how often and for how much in all; their codes; and what any cart would cost by them. */
export const promotionsDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/promotions',
    tag,
    summary: 'List promotions',
    description: 'Newest first. `q` is part of a name or a whole code.',
    access: mayRead,
    query: z.object({
      status: promotionStatus.optional(),
      q: z.string().max(100).optional(),
      after: z.string().max(60).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    answer: z.object({ promotions: z.array(promotion), next: z.string().nullable() }),
    handle: async (tx, { query }) => granted(await pagePromotions(tx, { ...query, search: query.q })),
  }),
  door({
    method: 'post',
    path: '/promotions',
    tag,
    summary: 'Make a promotion',
    description:
      'Runs from `startsAt` on, or at once. All conditions have to hold. Of a stacking group the one that saves most is had; one that stands `alone` is had where it saves more than all others together.',
    access: mayWrite,
    body: promotionDraft,
    example,
    answer: promotion,
    status: 201,
    handle: async (tx, { body, principal }) => {
      const made = await createPromotion(tx, body)
      await audit(tx, principal, 'promotion.made', made.id, { name: made.name })
      return granted(made)
    },
  }),
  door({
    method: 'get',
    path: '/promotions/{promotionId}',
    tag,
    summary: 'Read a promotion',
    access: mayRead,
    params,
    answer: promotion,
    handle: async (tx, input) => {
      const found = await readPromotion(tx, input.params.promotionId)
      return found ? granted(found) : refuse('promotion.not_found', 'There is no such promotion.')
    },
  }),
  door({
    method: 'put',
    path: '/promotions/{promotionId}',
    tag,
    summary: 'Edit a promotion',
    description:
      '`version` is the one that was seen. Open proposals that rest on it are looked at again when they are confirmed.',
    access: mayWrite,
    params,
    body: z.strictObject({ version, promotion: promotionDraft }),
    example: { version: 1, promotion: example },
    answer: promotion,
    handle: async (tx, input) => {
      const { promotionId } = input.params
      const edited = await editPromotion(tx, { promotionId, version: input.body.version, draft: input.body.promotion })
      if (edited.ok)
        await audit(tx, input.principal, 'promotion.edited', promotionId, { version: edited.value.version })
      return edited
    },
  }),
  door({
    method: 'post',
    path: '/promotions/{promotionId}/status',
    tag,
    summary: 'Pause, resume or end a promotion',
    description: 'What has ended stays so.',
    access: mayWrite,
    params,
    body: z.strictObject({ version, status: promotionStatus }),
    example: { version: 1, status: 'paused' },
    answer: promotion,
    handle: async (tx, input) => {
      const { promotionId } = input.params
      const moved = await movePromotion(tx, { promotionId, ...input.body })
      if (moved.ok) await audit(tx, input.principal, `promotion.${input.body.status}`, promotionId)
      return moved
    },
  }),
  door({
    method: 'get',
    path: '/promotions/{promotionId}/codes',
    tag,
    summary: 'List codes of a promotion',
    description:
      'In the order in which they were made. With `csv=true` the page also comes as a table for a spreadsheet.',
    access: mayRead,
    params,
    query: z.object({
      used: z.enum(['true', 'false']).optional(),
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(10_000).default(100),
      csv: z.enum(['true', 'false']).default('false'),
    }),
    answer: z.object({ codes: z.array(promotionCode), next: z.int().nullable(), csv: z.string().optional() }),
    handle: async (tx, { params: { promotionId }, query }) => {
      if (!(await readPromotion(tx, promotionId))) return refuse('promotion.not_found', 'There is no such promotion.')
      const used = query.used === undefined ? undefined : query.used === 'true'
      const page = await pageCodes(tx, { promotionId, used, after: query.after, limit: query.limit })
      return granted(query.csv === 'true' ? { ...page, csv: codesAsCsv(page.codes) } : page)
    },
  }),
  door({
    method: 'post',
    path: '/promotions/{promotionId}/codes',
    tag,
    summary: 'Add codes to a promotion',
    description: 'One that is named, for many or for one use; or `count` that nobody can guess, each for one use.',
    access: mayWrite,
    params,
    body: z.union([
      z.strictObject({
        code: z
          .string()
          .trim()
          .regex(/^[\p{L}\p{N}_-]{2,40}$/u, 'letters, digits, - and _ only'),
        singleUse: z.boolean().default(false),
      }),
      z.strictObject({
        count: z.int().min(1).max(20_000),
        prefix: z
          .string()
          .regex(/^[A-Za-z0-9-]{0,12}$/)
          .default(''),
        batch: z.string().trim().max(60).default(''),
      }),
    ]),
    example: { count: 1000, prefix: 'XMAS-', batch: 'newsletter' },
    answer: z.object({ added: z.int() }),
    status: 201,
    handle: async (tx, input) => {
      const { promotionId } = input.params
      const added =
        'code' in input.body
          ? await addCode(tx, { promotionId, ...input.body })
          : await generateCodes(tx, { promotionId, ...input.body, random: (below) => randomInt(below) })
      if (added.ok) await audit(tx, input.principal, 'promotion.codes_added', promotionId, added.value)
      return added
    },
  }),
  door({
    method: 'post',
    path: '/promotions/try-out',
    tag,
    summary: 'Try what a cart would cost, and why',
    description:
      'The same reckoning as for a real cart, explained line by line; nothing is written. `promotion` is tried along with those that run, before it is made.',
    access: mayRead,
    body: tryOutQuestion,
    example: {
      currency: 'SEK',
      lines: [{ variantId: 'var_…', quantity: 2 }],
      codes: ['WELCOME10'],
      buyer: { firstOrder: true, groups: [], channel: 'web', country: 'SE' },
    },
    answer: tryOutAnswer,
    handle: (tx, input) => tryOut(tx, input.body, input.language),
  }),
]
