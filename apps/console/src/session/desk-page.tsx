import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useAlerts } from '../desk/use-alerts.ts'
import { openQuery, useDeskList } from '../inbox/list/use-desk-list.ts'
import { DeskProvider } from '../live/desk-context.tsx'
import { Shell } from '../shell/shell.tsx'
import { Empty } from '../shell/states.tsx'
import { sessionQuery } from './session-query.ts'
import { chosenShop } from './shop-choice.ts'

/** The desk of the shop that was chosen, around every page behind the sign-in. */
export function DeskPage() {
  const { data } = useQuery(sessionQuery)
  const client = useQueryClient()
  // What was told while the line was away is fetched anew.
  const onReopen = useCallback(() => void client.invalidateQueries({ queryKey: ['desk'] }), [client])
  if (data?.kind !== 'signed_in') return null
  const shopId = chosenShop(data.session)
  if (!shopId) return <Empty title="No shop yet.">Ask an owner of a shop to let this account in.</Empty>
  return (
    <DeskProvider session={data.session} shopId={shopId} onReopen={onReopen}>
      <DeskShell />
    </DeskProvider>
  )
}

function DeskShell() {
  const { counts } = useDeskList(openQuery)
  useAlerts(counts.waiting)
  return (
    <Shell waiting={counts.waiting}>
      <Outlet />
    </Shell>
  )
}
