import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { desk } from '../desk-route.tsx'
import { productsSearch, promotionsSearch, stockSearch } from './catalogue-search.ts'

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
  component: lazyRouteComponent(() => import('./products/products-page.tsx'), 'ProductsPage'),
})

const stock = createRoute({
  getParentRoute: () => goods,
  path: '/stock',
  validateSearch: stockSearch,
  component: lazyRouteComponent(() => import('./stock/stock-page.tsx'), 'StockPage'),
})

const promotions = createRoute({
  getParentRoute: () => goods,
  path: '/promotions',
  validateSearch: promotionsSearch,
  component: lazyRouteComponent(() => import('./promotions/promotions-page.tsx'), 'PromotionsPage'),
})

const promotion = createRoute({
  getParentRoute: () => goods,
  path: '/promotions/$promotionId',
  component: lazyRouteComponent(() => import('./promotions/promotion-page.tsx'), 'PromotionPage'),
})

const priceLists = createRoute({
  getParentRoute: () => goods,
  path: '/price-lists',
  component: lazyRouteComponent(() => import('./price-lists/price-lists-page.tsx'), 'PriceListsPage'),
})

const onePriceList = createRoute({
  getParentRoute: () => goods,
  path: '/price-lists/$priceListId',
  component: lazyRouteComponent(() => import('./price-lists/price-list-page.tsx'), 'PriceListPage'),
})

const tryOut = createRoute({
  getParentRoute: () => goods,
  path: '/try-out',
  component: lazyRouteComponent(() => import('./promotions/try-out-page.tsx'), 'TryOutPage'),
})

const searching = createRoute({
  getParentRoute: () => goods,
  path: '/search',
  component: lazyRouteComponent(() => import('./search/search-page.tsx'), 'SearchPage'),
})

const bringIn = createRoute({
  getParentRoute: () => goods,
  path: '/import',
  component: lazyRouteComponent(() => import('./feeds/import-page.tsx'), 'ImportPage'),
})

const product = createRoute({
  getParentRoute: () => goods,
  path: '/products/$productId',
  component: lazyRouteComponent(() => import('./products/product-page.tsx'), 'ProductPage'),
})

/** Everything about goods, for the router. */
export const catalogueRoutes = goods.addChildren([
  products,
  product,
  stock,
  promotions,
  promotion,
  priceLists,
  onePriceList,
  tryOut,
  searching,
  bringIn,
])
