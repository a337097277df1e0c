export { type CartVariant, variantsForCart } from './cart-variants.ts'
