/** What an API key may do; an account's role implies some of them (see `scopesOfRole`). */
export const scopes = [
  'conversations:read',
  'conversations:write',
  'carts:read',
  'carts:write',
  'orders:read',
  'orders:write',
  'catalogue:read',
  'catalogue:write',
  'people:read',
  'people:write',
  'desk',
  'settings',
  'understanding',
] as const
export type Scope = (typeof scopes)[number]

export const roles = ['owner', 'admin', 'agent', 'viewer'] as const
export type Role = (typeof roles)[number]

const everything: readonly Scope[] = scopes
const reading: readonly Scope[] = scopes.filter((scope) => scope.endsWith(':read'))

const scopesOfRole: Record<Role, readonly Scope[]> = {
  owner: everything,
  admin: everything,
  agent: [...reading, 'conversations:write', 'carts:write', 'orders:write', 'people:write', 'desk', 'understanding'],
  viewer: reading,
}

/** Who calls, always inside one shop. */
export type Principal =
  | { kind: 'visitor'; shopId: string; visitorId: string }
  | { kind: 'account'; shopId: string; accountId: string; role: Role }
  | { kind: 'key'; shopId: string; keyId: string; scopes: readonly Scope[] }

/** The scope under which repeats of a call are recognised. */
export function principalName(principal: Principal): string {
  if (principal.kind === 'visitor') return principal.visitorId
  return principal.kind === 'account' ? principal.accountId : principal.keyId
}

export function mayDo(principal: Principal, scope: Scope): boolean {
  if (principal.kind === 'visitor') return false
  return (principal.kind === 'account' ? scopesOfRole[principal.role] : principal.scopes).includes(scope)
}
