import { address } from '@parley/contracts'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Door, door } from '../db/door.ts'
import { audit } from '../identity/index.ts'
import { granted, orThrow, refuse } from '../kernel/refusals.ts'
import { consentsOf, editPerson, lookAtMerge, personEdit } from './edit-person.ts'
import { erasePerson, exportPerson } from './personal-data.ts'
import { mergePersons, readPerson, timeline } from './persons.ts'

const person = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  language: z.string().nullable(),
  address: address.nullable(),
  identities: z.array(z.object({ kind: z.string(), address: z.string(), verified: z.boolean() })),
  /** What she agreed to last, by purpose and channel; what was never said is no. */
  consents: z.array(z.object({ purpose: z.string(), channel: z.string(), granted: z.boolean(), at: z.iso.datetime() })),
  createdAt: z.iso.datetime(),
})
const params = z.object({ personId: z.string() })
const missing = () => refuse('person.not_found', 'There is no such person.')

const list = door({
  method: 'get',
  path: '/persons',
  tag: 'persons',
  summary: 'Find persons',
  access: { scope: 'people:read' },
  query: z.object({
    search: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  answer: z.object({
    persons: z.array(
      z.object({
        id: z.string(),
        name: z.string().nullable(),
        email: z.string().nullable(),
        phone: z.string().nullable(),
      }),
    ),
  }),
  handle: async (tx, { query }) => {
    const like = query.search ? `%${query.search.replaceAll(/[\\%_]/g, '\\$&')}%` : null
    const { rows } = await sql<{ id: string; name: string | null; email: string | null; phone: string | null }>`
      select person_id as id, name, email, phone from person
      where shop_id = ${tx.shopId} and merged_into is null and erased_at is null and (${like}::text is null or name ilike ${like} or email ilike ${like} or phone ilike ${like})
      order by created_at desc limit ${query.limit}`.execute(tx.sql)
    return granted({ persons: rows })
  },
})

const read = door({
  method: 'get',
  path: '/persons/{personId}',
  tag: 'persons',
  summary: 'Read a person',
  access: { scope: 'people:read' },
  params,
  answer: z.object({ person }),
  handle: async (tx, { params }) => {
    const found = await readPerson(tx, params.personId)
    return found ? granted({ person: { ...found, consents: await consentsOf(tx, found.id) } }) : missing()
  },
})

const edit = door({
  method: 'patch',
  path: '/persons/{personId}',
  tag: 'persons',
  summary: 'Put right what is known of a person',
  description:
    'Only what is named is altered; null takes it away. The audit keeps who altered which fields, not what stood in them.',
  access: { scope: 'people:write' },
  params,
  body: personEdit,
  example: { name: 'Anna Lind', phone: null },
  answer: z.object({ person }),
  handle: async (tx, { params, body, principal }) => {
    const { personId, fields } = orThrow(await editPerson(tx, params.personId, body))
    if (fields.length > 0) await audit(tx, principal, 'person.edit', personId, { fields })
    const found = await readPerson(tx, personId)
    return found ? granted({ person: { ...found, consents: await consentsOf(tx, personId) } }) : missing()
  },
})

const history = door({
  method: 'get',
  path: '/persons/{personId}/timeline',
  tag: 'persons',
  summary: 'What has happened with a person, newest first',
  access: { scope: 'people:read' },
  params,
  answer: z.object({
    events: z.array(
      z.object({
        id: z.string(),
        type: z.string(),
        at: z.iso.datetime(),
        subjects: z.record(z.string(), z.string()),
        data: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
  handle: async (tx, { params }) => {
    const found = await readPerson(tx, params.personId)
    return found ? granted({ events: await timeline(tx, found.id) }) : missing()
  },
})

const mergeLook = door({
  method: 'get',
  path: '/persons/{personId}/merge',
  tag: 'persons',
  summary: 'What joining another person into this one would do',
  description: 'Where both say something else: what stays and what is let go; and how much comes over. Writes nothing.',
  access: { scope: 'people:write' },
  params,
  query: z.object({ other: z.string().max(64).default('') }),
  answer: z.object({
    conflicts: z.array(
      z.object({
        field: z.enum(['name', 'email', 'phone', 'language', 'address']),
        kept: z.string(),
        dropped: z.string(),
      }),
    ),
    moves: z.object({ identities: z.int(), conversations: z.int(), orders: z.int(), browsers: z.int() }),
  }),
  handle: (tx, { params, query }) => lookAtMerge(tx, params.personId, query.other),
})

const merge = door({
  method: 'post',
  path: '/persons/{personId}/merge',
  tag: 'persons',
  summary: 'Join another person into this one',
  access: { scope: 'people:write' },
  params,
  body: z.object({ other: z.string() }),
  answer: z.object({ conflicts: z.array(z.string()) }),
  handle: async (tx, { params, body, principal }) => {
    const merged = orThrow(await mergePersons(tx, params.personId, body.other))
    await audit(tx, principal, 'person.merge', params.personId, { other: body.other })
    return granted(merged)
  },
})

const exporting = door({
  method: 'get',
  path: '/persons/{personId}/export',
  tag: 'persons',
  summary: 'Everything the shop holds about a person',
  access: { scope: 'people:write' },
  params,
  answer: z.object({ tables: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))) }),
  handle: async (tx, { params, principal }) => {
    const tables = orThrow(await exportPerson(tx, params.personId))
    await audit(tx, principal, 'person.export', params.personId)
    return granted({ tables })
  },
})

const erase = door({
  method: 'delete',
  path: '/persons/{personId}',
  tag: 'persons',
  summary: 'Erase a person',
  access: { scope: 'people:write' },
  params,
  answer: z.object({ rows: z.int() }),
  description:
    'Personal data goes or is blanked by the register; orders stay as numbers and amounts, as bookkeeping asks. It can’t be undone.',
  handle: async (tx, { params, principal }) => {
    const erased = orThrow(await erasePerson(tx, params.personId))
    await audit(tx, principal, 'person.erase', params.personId, { rows: erased.rows })
    return granted(erased)
  },
})

export const peopleDoors: readonly Door[] = [list, read, edit, history, mergeLook, merge, exporting, erase]
