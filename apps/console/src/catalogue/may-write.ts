import { useDesk } from '../live/desk-context.tsx'

/** Owners and admins change goods, prices and settings; the others look. */
export function useMayWrite(): boolean {
  const { role } = useDesk()
  return role === 'owner' || role === 'admin'
}
