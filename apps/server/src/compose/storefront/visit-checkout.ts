import type { Visit } from '../../../../storefront/src/shop-port.ts'
import { findCart } from '../../commerce/cart/index.ts'
import { checkoutFacet, readProposal } from '../../commerce/checkout/index.ts'

export type CheckoutCall = Parameters<typeof checkoutFacet>[0]

/** The checkout of whoever the visit turns out to be by then. */
export function checkoutCall(call: () => CheckoutCall): Visit['checkout'] {
  return {
    view: () => checkoutFacet(call()).view(),
    setContact: (contact) => checkoutFacet(call()).setContact(contact),
    setAddress: (address) => checkoutFacet(call()).setAddress(address),
    setDelivery: (id) => checkoutFacet(call()).setDelivery(id),
    setPayment: (id) => checkoutFacet(call()).setPayment(id),
    propose: () => checkoutFacet(call()).propose(),
    proposal: async (id) => {
      const { tx, owner } = call()
      const [found, cart] = [await readProposal(tx, id), await findCart(tx, owner, false)]
      return found && cart && found.cartId === cart.id ? { ...found.body, status: found.status } : null
    },
    confirm: (id) => checkoutFacet(call()).confirm(id),
  }
}
