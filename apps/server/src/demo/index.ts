/** The demo shop: `loadTorget()` reads it, `drawProduct(drawingOf(torget, product, variant))` draws what it sells. */
export { drawProduct } from './drawings/draw-product.ts'
export {
  drawingOf,
  loadTorget,
  type Torget,
  type TorgetProduct,
  type TorgetVariant,
} from './torget.ts'
