import { quoteStatus, returnStatus } from '@parley/contracts'
import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, lazyRouteComponent, redirect, stripSearchParams } from '@tanstack/react-router'
import { z } from 'zod'
import { catalogueRoutes } from './catalogue/catalogue-routes.ts'
import { desk, rootRoute } from './desk-route.tsx'
import { inboxSearch } from './inbox/list/views.ts'
import { learningSearch } from './learning/learning-search.ts'
import { reportSearch } from './reports/report-search.ts'
import { voicesSearch } from './reviews/voices.ts'
import { SignInPage } from './session/sign-in-page.tsx'

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: z.object({ to: z.string().optional().catch(undefined) }),
  component: SignInPage,
})

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox' })
  },
})

const inbox = createRoute({
  getParentRoute: () => desk,
  path: '/inbox',
  validateSearch: inboxSearch,
  search: { middlewares: [stripSearchParams({ view: 'waiting' as const, search: '' })] },
  component: lazyRouteComponent(() => import('./inbox/inbox-page.tsx'), 'InboxPage'),
})

const conversation = createRoute({ getParentRoute: () => inbox, path: '$conversationId' })

const ordersSearch = z.object({
  shown: z.enum(['board']).optional().catch(undefined),
  days: z.number().int().min(1).max(366).optional().catch(undefined),
  status: z
    .enum(['placed', 'paid', 'packed', 'shipped', 'delivered', 'cancelled', 'closed'])
    .optional()
    .catch(undefined),
  search: z.string().optional().catch(undefined),
})

const orders = createRoute({
  getParentRoute: () => desk,
  path: '/orders',
  validateSearch: ordersSearch,
  component: lazyRouteComponent(() => import('./orders/orders-page.tsx'), 'OrdersPage'),
})

const order = createRoute({
  getParentRoute: () => desk,
  path: '/orders/$orderId',
  component: lazyRouteComponent(() => import('./orders/order-page.tsx'), 'OrderPage'),
})

const returns = createRoute({
  getParentRoute: () => desk,
  path: '/returns',
  validateSearch: z.object({ status: returnStatus.optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./returns/returns-page.tsx'), 'ReturnsPage'),
})

const oneReturn = createRoute({
  getParentRoute: () => desk,
  path: '/returns/$returnId',
  component: lazyRouteComponent(() => import('./returns/return-page.tsx'), 'ReturnPage'),
})

const reviews = createRoute({
  getParentRoute: () => desk,
  path: '/reviews',
  validateSearch: voicesSearch,
  component: lazyRouteComponent(() => import('./reviews/reviews-page.tsx'), 'ReviewsPage'),
})

const voice = createRoute({ getParentRoute: () => reviews, path: '$voiceId' })

const persons = createRoute({
  getParentRoute: () => desk,
  path: '/persons',
  validateSearch: z.object({ who: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./persons/persons-page.tsx'), 'PersonsPage'),
})

const person = createRoute({
  getParentRoute: () => desk,
  path: '/persons/$personId',
  component: lazyRouteComponent(() => import('./persons/person-page.tsx'), 'PersonPage'),
})

const companies = createRoute({
  getParentRoute: () => desk,
  path: '/companies',
  validateSearch: z.object({ find: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./companies/companies-page.tsx'), 'CompaniesPage'),
})

const oneCompany = createRoute({
  getParentRoute: () => desk,
  path: '/companies/$companyId',
  component: lazyRouteComponent(() => import('./companies/company-page.tsx'), 'CompanyPage'),
})

const quotes = createRoute({
  getParentRoute: () => desk,
  path: '/quotes',
  validateSearch: z.object({
    find: z.string().optional().catch(undefined),
    status: quoteStatus.optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./quotes/quotes-page.tsx'), 'QuotesPage'),
})

const oneQuote = createRoute({
  getParentRoute: () => desk,
  path: '/quotes/$quoteId',
  component: lazyRouteComponent(() => import('./quotes/quote-page.tsx'), 'QuotePage'),
})

const payments = createRoute({
  getParentRoute: () => desk,
  path: '/payments',
  validateSearch: z.object({
    show: z.enum(['unsettled', 'disputed', 'compared']).optional().catch(undefined),
    find: z.string().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./payments/payments-page.tsx'), 'PaymentsPage'),
})

const mails = createRoute({
  getParentRoute: () => desk,
  path: '/mails',
  component: lazyRouteComponent(() => import('./mails/mails-page.tsx'), 'MailsPage'),
})

const mail = createRoute({ getParentRoute: () => mails, path: '$mailId' })

const reports = createRoute({
  getParentRoute: () => desk,
  path: '/reports',
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import('./reports/reports-page.tsx'), 'ReportsPage'),
})

const forYou = createRoute({
  getParentRoute: () => desk,
  path: '/for-you',
  component: lazyRouteComponent(() => import('./for-you/for-you-page.tsx'), 'ForYouPage'),
})

const rooms = createRoute({
  getParentRoute: () => desk,
  path: '/rooms',
  component: lazyRouteComponent(() => import('./rooms/rooms-page.tsx'), 'RoomsPage'),
})

const openRoom = createRoute({
  getParentRoute: () => desk,
  path: '/rooms/$roomId',
  component: lazyRouteComponent(() => import('./rooms/room-page.tsx'), 'RoomPage'),
})

const visitors = createRoute({
  getParentRoute: () => desk,
  path: '/visitors',
  component: lazyRouteComponent(() => import('./visitors/visitors-page.tsx'), 'VisitorsPage'),
})

const learning = createRoute({
  getParentRoute: () => desk,
  path: '/learning',
  validateSearch: learningSearch,
  component: lazyRouteComponent(() => import('./learning/learning-page.tsx'), 'LearningPage'),
})

const settings = createRoute({
  getParentRoute: () => desk,
  path: '/settings',
  validateSearch: z.object({
    tab: z
      .enum([
        'shop',
        'tax',
        'delivery',
        'payments',
        'policies',
        'calls',
        'people',
        'teams',
        'macros',
        'rules',
        'keys',
        'audit',
      ])
      .optional()
      .catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
})

const tree = rootRoute.addChildren([
  home,
  signIn,
  desk.addChildren([
    inbox.addChildren([conversation]),
    orders,
    order,
    returns,
    oneReturn,
    payments,
    persons,
    person,
    companies,
    oneCompany,
    quotes,
    oneQuote,
    catalogueRoutes,
    reviews.addChildren([voice]),
    mails.addChildren([mail]),
    reports,
    learning,
    forYou,
    visitors,
    rooms,
    openRoom,
    settings,
  ]),
])

export function routerOf(client: QueryClient) {
  return createRouter({ routeTree: tree, basepath: '/console', context: { client }, defaultPreload: false })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof routerOf>
  }
}
