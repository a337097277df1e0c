import { type Address, address as addressSchema, type Proposal } from '@parley/contracts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { countryName } from '../../kernel/shop-settings.ts'
import { wholeAddress, withAddress } from '../checkout/index.ts'
import { addressLine, hasLeft, type OrderRow, readOrders, writeOrderAddress } from '../orders/index.ts'
import { type DeedCall, type Doing, proposeDeed } from './order-deed.ts'
import { sayOfPayments } from './payments-texts.ts'

/** Shows where the order would go instead. Refused: `order.not_found`, `order.sent`, `order.no_address`, `order.other_country`, and by field. */
export async function proposeNewAddress(
  call: DeedCall,
  wish: { orderId: string; address: Address; countries: readonly string[] },
): Promise<Outcome<Proposal>> {
  const [order] = await readOrders(call.tx, { orderId: wish.orderId }, 1)
  if (!order) return refuse('order.not_found', 'There is no such order.')
  const may = await mayGoElsewhere(call, order)
  if (!may.ok) return may
  const { language } = call
  const fits = checked(may.value, wish, language)
  if (!fits.ok) return fits
  const proposal = await proposeDeed(call, {
    kind: 'address-by-shop',
    orderId: order.order_id,
    cartId: order.cart_id,
    summary: [
      { label: sayOfPayments(language, 'proposal.order'), value: order.number },
      { label: sayOfPayments(language, 'proposal.from'), value: addressLine(may.value, language) },
      { label: sayOfPayments(language, 'proposal.to'), value: addressLine(fits.value, language) },
    ],
    total: null,
    action: sayOfPayments(language, 'proposal.address'),
    terms: { address: fits.value },
    restsOn: [order.status, order.address],
  })
  return granted(proposal)
}

/** How it is done once somebody has said yes. */
export function addressDoing(call: DeedCall): Doing {
  return {
    restsOn: async (order) => [order.status, order.address],
    carryOut: async (order, given) => {
      const [row] = await readOrders(call.tx, { orderId: order.id }, 1)
      const may = row ? await mayGoElsewhere(call, row) : refuse('order.not_found', 'There is no such order.')
      if (!may.ok) return may
      const address = addressSchema.parse(Object(given).address)
      await writeOrderAddress(call.tx, order, { address, ...call })
      return granted({ id: order.id })
    },
  }
}

/** The address it has, as long as none of it has left the house. */
async function mayGoElsewhere({ tx }: DeedCall, order: OrderRow): Promise<Outcome<Address>> {
  const isOpen = order.status === 'placed' || order.status === 'paid' || order.status === 'packed'
  if (!isOpen || (await hasLeft(tx, order.order_id)))
    return refuse('order.sent', 'It has left the house, or was called off.', { values: { number: order.number } })
  if (order.address) return granted(order.address)
  return refuse('order.no_address', 'It is collected.', { values: { number: order.number } })
}

/** The country stays: it decides what delivery and VAT cost. */
function checked(
  before: Address,
  { address, countries }: { address: Address; countries: readonly string[] },
  language: string,
): Outcome<Address> {
  if (address.country !== before.country)
    return refuse('order.other_country', 'An order stays in its country.', {
      path: 'address.country',
      values: { country: countryName(before.country, language) },
    })
  const fits = withAddress(null, address, countries)
  if (!fits.ok) return fits
  const whole = wholeAddress(fits.value)
  return whole ? granted(whole) : refuse('address.line1', 'The address is not whole.', { path: 'address.line1' })
}
