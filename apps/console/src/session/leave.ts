import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { tellFault } from '../shell/tell.tsx'
import { signOut } from './session.ts'
import { rememberShop } from './shop-choice.ts'

/** Leaving the desk, or this shop's for another's. */
export function useLeave() {
  const client = useQueryClient()
  const navigate = useNavigate()
  return {
    leave: () => {
      signOut().then(async () => {
        client.clear()
        await navigate({ to: '/sign-in' })
      }, tellFault)
    },
    choose: (shopId: string) => {
      rememberShop(shopId)
      location.assign('/console/inbox')
    },
  }
}
