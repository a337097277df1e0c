import type { Hono } from 'hono'
import type { Door } from '../db/door.ts'
import type { WebParts } from './open-web.ts'

/** The doors of commerce. */
export function commerceDoors(_parts: WebParts): Door[] {
  return []
}

/** Its pages that are no API: pictures, paying, what providers call. */
export function commercePages(_parts: WebParts): { path: string; app: Hono }[] {
  return []
}
