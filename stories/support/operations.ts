import { z } from 'zod'

export interface Operation {
  method: string
  path: string
  /** What a call can't do without, spelt for an address. */
  query: string
  /** Names of all that its query may hold. */
  parameters: string[]
  /** The reference's own example of its body. */
  example: unknown
  hasBody: boolean
}

const schema = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        parameters: z.array(z.looseObject({ name: z.string(), in: z.string(), required: z.boolean() })).default([]),
        requestBody: z
          .looseObject({ content: z.record(z.string(), z.looseObject({ example: z.unknown().optional() })) })
          .optional(),
      }),
    ),
  ),
})

/** Every operation that the server's own reference tells of. */
export async function operationsOf(url: string): Promise<Operation[]> {
  const document = schema.parse(await (await fetch(`${url}/api/v1/openapi.json`)).json())
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const asked = operation.parameters.filter((one) => one.in === 'query')
      return {
        method: method.toUpperCase(),
        path,
        query: asked
          .filter((one) => one.required)
          .map((one) => `${one.name}=${one.name === 'currency' ? 'EUR' : 'en'}`)
          .join('&'),
        parameters: asked.map((one) => one.name),
        example: operation.requestBody?.content['application/json']?.example,
        hasBody: operation.requestBody?.content['application/json'] !== undefined,
      }
    }),
  )
}
