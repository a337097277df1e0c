import { createHmac } from 'node:crypto'
import { jwtVerify } from 'jose'
import { z } from 'zod'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'

const claims = z.object({
  sub: z.string().min(1).max(200),
  email: z.email().optional(),
  name: z.string().max(120).optional(),
  iat: z.number(),
  exp: z.number(),
})
const longestSeconds = 3600

export interface SignedInCustomer {
  customerId: string
  email: string | undefined
  name: string | undefined
}

/** The secret with which a shop's own site signs its customers in. Made from the server's signing secret, so it is nowhere stored. */
export const identitySecret = (signingSecret: string, shopId: string): string =>
  createHmac('sha256', signingSecret).update(`identity ${shopId}`).digest('base64url')

/**
 * Reads a token made by the shop's site: a JWT signed with HS256, `aud` the shop's handle, `sub` its customer, valid for an hour at most.
 */
export async function readCustomerToken(
  token: string,
  secret: string,
  audience: string,
  now: Date,
): Promise<Outcome<SignedInCustomer>> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      audience,
      currentDate: now,
      requiredClaims: ['exp', 'iat', 'sub'],
    })
    const read = claims.parse(payload)
    if (read.exp - read.iat > longestSeconds)
      return refuse('identity.too_long', 'A customer token is valid for an hour at most.', { path: 'identityToken' })
    return granted({ customerId: read.sub, email: read.email, name: read.name })
  } catch {
    return refuse('identity.invalid', 'The customer token is not valid.', { path: 'identityToken' })
  }
}
