import { quoteStatus } from '@parley/contracts'
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  stripSearchParams,
} from '@tanstack/react-router'
import { z } from 'zod'
import { returnStatus } from './api/commerce-schemas.ts'
import { productsSearch, promotionsSearch, stockSearch } from './catalogue/catalogue-search.ts'
import { inboxSearch } from './inbox/list/views.ts'
import { learningSearch } from './learning/learning-search.ts'
import { reportSearch } from './reports/report-search.ts'
import { voicesSearch } from './reviews/voices.ts'
import { DeskPage } from './session/desk-page.tsx'
import { sessionQuery } from './session/session-query.ts'
import { SignInPage } from './session/sign-in-page.tsx'
import { Empty, Fault } from './shell/states.tsx'

const rootRoute = createRootRouteWithContext<{ client: QueryClient }>()({
  notFoundComponent: () => <Empty title="There is no such page." />,
  errorComponent: ({ error, reset }) => <Fault fault={error} onRetry={reset} />,
})

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: z.object({ to: z.string().optional().catch(undefined) }),
  component: SignInPage,
})

/** Everything but signing in needs somebody who has. */
const desk = createRoute({
  getParentRoute: () => rootRoute,
  id: 'desk',
  beforeLoad: async ({ context, location }) => {
    const state = await context.client.ensureQueryData(sessionQuery)
    if (state.kind === 'signed_out') throw redirect({ to: '/sign-in', search: { to: location.href } })
    return { session: state.session }
  },
  component: DeskPage,
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

const goods = createRoute({
  getParentRoute: () => desk,
  path: '/catalogue',
  beforeLoad: ({ location }) => {
    if (/\/catalogue\/?$/.test(location.pathname)) throw redirect({ to: '/catalogue/products' })
  },
})

const products = createRoute({
  getParentRoute: () => goods,
  path: '/products',
  validateSearch: productsSearch,
  component: lazyRouteComponent(() => import('./catalogue/products/products-page.tsx'), 'ProductsPage'),
})

const stock = createRoute({
  getParentRoute: () => goods,
  path: '/stock',
  validateSearch: stockSearch,
  component: lazyRouteComponent(() => import('./catalogue/stock/stock-page.tsx'), 'StockPage'),
})

const promotions = createRoute({
  getParentRoute: () => goods,
  path: '/promotions',
  validateSearch: promotionsSearch,
  component: lazyRouteComponent(() => import('./catalogue/promotions/promotions-page.tsx'), 'PromotionsPage'),
})

const promotion = createRoute({
  getParentRoute: () => goods,
  path: '/promotions/$promotionId',
  component: lazyRouteComponent(() => import('./catalogue/promotions/promotion-page.tsx'), 'PromotionPage'),
})

const tryOut = createRoute({
  getParentRoute: () => goods,
  path: '/try-out',
  component: lazyRouteComponent(() => import('./catalogue/promotions/try-out-page.tsx'), 'TryOutPage'),
})

const bringIn = createRoute({
  getParentRoute: () => goods,
  path: '/import',
  component: lazyRouteComponent(() => import('./catalogue/feeds/import-page.tsx'), 'ImportPage'),
})

const product = createRoute({
  getParentRoute: () => goods,
  path: '/products/$productId',
  component: lazyRouteComponent(() => import('./catalogue/products/product-page.tsx'), 'ProductPage'),
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
    goods.addChildren([products, product, stock, promotions, promotion, tryOut, bringIn]),
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
