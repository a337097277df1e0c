import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router'
import { DeskPage } from './session/desk-page.tsx'
import { sessionQuery } from './session/session-query.ts'
import { Empty, Fault } from './shell/states.tsx'

/** Everything but signing in needs somebody who has. */
export const desk = createRoute({
  getParentRoute: () => rootRoute,
  id: 'desk',
  beforeLoad: async ({ context, location }) => {
    const state = await context.client.ensureQueryData(sessionQuery)
    if (state.kind === 'signed_out') throw redirect({ to: '/sign-in', search: { to: location.href } })
    return { session: state.session }
  },
  component: DeskPage,
})

export const rootRoute = createRootRouteWithContext<{ client: QueryClient }>()({
  notFoundComponent: () => <Empty title="There is no such page." />,
  errorComponent: ({ error, reset }) => <Fault fault={error} onRetry={reset} />,
})
