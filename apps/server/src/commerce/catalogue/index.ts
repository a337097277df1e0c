export { type CartVariant, variantsForCart } from './cart-variants.ts'
export { catalogueDoors } from './catalogue-doors.ts'
export { mediaRoutes } from './catalogue-media.ts'
export { readingAs } from './catalogue-reader.ts'
export { type Category, type CategoryTree, categoryTree, topCategories } from './category.ts'
export { readCategories, saveCategories } from './category-store.ts'
export { type FeedRun, readFeedRuns } from './feed/feed-run.ts'
export { importFeed } from './feed/import-feed.ts'
export { feedOutDoors } from './feed-out/feed-out-doors.ts'
export { feedPages } from './feed-out/feed-pages.ts'
export { later } from './later.ts'
export { openPictureShelf } from './pictures/picture-shelf.ts'
export { type Product, priceNow, product as productSchema, shownVariants, type Variant } from './product.ts'
export {
  readListedNow,
  readProduct,
  readProductNamed,
  readProductOfVariant,
  readProducts,
  readProductsAfter,
  readProductsOfFeed,
  readShelf,
} from './product-store.ts'
export {
  lowFrom,
  optionsText,
  pictureOf,
  productCard,
  productView,
  type Reader,
  textsFor,
  variantView,
} from './product-view.ts'
export { lockCatalogue, type StockLevel, saveProducts } from './product-writes.ts'
