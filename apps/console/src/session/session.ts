import { z } from 'zod'
import { request } from '../api/call.ts'
import { readProblem } from '../api/problem.ts'

const session = z.object({
  account: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  memberships: z.array(z.object({ shopId: z.string(), handle: z.string(), name: z.string(), role: z.string() })),
})
export type Session = z.infer<typeof session>

/** Where there is none, the demo shop tells how to get in. */
export type SessionState =
  | { kind: 'signed_in'; session: Session }
  | { kind: 'signed_out'; demo: { email: string; password: string } | null }

const address = '/api/console/session'
const demo = z.object({ demo: z.object({ email: z.string(), password: z.string() }) })

export async function readSession(signal?: AbortSignal): Promise<SessionState> {
  const response = await request(address, signal ? { signal } : {})
  const body: unknown = await response.json().catch(() => null)
  if (response.ok) return { kind: 'signed_in', session: session.parse(body) }
  if (response.status !== 401) throw readProblem(response.status, body)
  const hint = demo.safeParse(body)
  return { kind: 'signed_out', demo: hint.success ? hint.data.demo : null }
}

export async function signIn(given: { email: string; password: string }): Promise<Session> {
  const response = await request(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(given),
  })
  const body: unknown = await response.json().catch(() => null)
  if (!response.ok) throw readProblem(response.status, body)
  return session.parse(body)
}

export async function signOut(): Promise<void> {
  await request(address, { method: 'DELETE' })
}
