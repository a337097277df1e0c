import { problem } from '@parley/contracts'
import { z } from 'zod'
import type { Door } from '../db/door.ts'

/** The OpenAPI 3.1 document, made from the doors: what is not in it is not there, and what is in it is enforced. */
export function openApi(doors: readonly Door[], server: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const door of doors) {
    const methods = paths[door.path] ?? {}
    methods[door.method] = operationOf(door)
    paths[door.path] = methods
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parley',
      version: '1',
      description:
        'A shop that talks: conversations, carts, orders, catalogue and desk. Amounts are integers in minor units, instants are UTC.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: `${server}/api/v1` }],
    tags: [...new Set(doors.map((door) => door.tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key (`sk_…`) with scopes.' },
        visitor: { type: 'http', scheme: 'bearer', description: 'The token of a shopper’s browser (`vt_…`).' },
        session: { type: 'apiKey', in: 'cookie', name: 'parley_session', description: 'The desk’s session.' },
      },
    },
  }
}

function operationOf(door: Door): Record<string, unknown> {
  const alters = door.method !== 'get'
  return {
    operationId: `${door.method}${door.path.replaceAll(/[{}]/g, '').replaceAll(/[/_-](\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [door.tag],
    summary: door.summary,
    ...(door.description ? { description: door.description } : {}),
    security: [
      ...(door.access.scope ? [{ apiKey: [door.access.scope] }, { session: [door.access.scope] }] : []),
      ...(door.access.visitor ? [{ visitor: [] }] : []),
    ],
    parameters: [
      ...parametersOf(door.params, 'path'),
      ...parametersOf(door.query, 'query'),
      ...(alters
        ? [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: false,
              schema: { type: 'string', maxLength: 200 },
              description: 'Makes a repeat of this call harmless.',
            },
          ]
        : []),
    ],
    ...(door.body
      ? {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: schemaOf(door.body, 'input'),
                ...(door.example === undefined ? {} : { example: door.example }),
              },
            },
          },
        }
      : {}),
    ...('stream' in door && door.stream
      ? {
          requestBody: {
            required: true,
            content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
          },
        }
      : {}),
    responses: {
      [String(door.status ?? 200)]: {
        description: 'Done',
        content: { 'application/json': { schema: schemaOf(door.answer, 'output') } },
      },
      default: {
        description: 'Refused',
        content: { 'application/problem+json': { schema: schemaOf(problem, 'output') } },
      },
    },
  }
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query') {
  if (!schema) return []
  const { properties = {}, required = [] } = parameterShape.parse(schemaOf(schema, 'input'))
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: of,
  }))
}

const parameterShape = z.object({
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
})

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' })
  return rest
}
