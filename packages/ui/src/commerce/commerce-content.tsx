import type { CommerceProps } from '../commerce-part.tsx'
import { CartContent } from './cart-content.tsx'
import { FormContent } from './form-content.tsx'
import { OrderContent } from './order-content.tsx'
import { PaymentLinkContent } from './payment-link-content.tsx'
import { ProposalContent } from './proposal-content.tsx'

/** What is drawn from the first cart to the paid order. */
export function CommerceContent({ content, drawing }: CommerceProps) {
  switch (content.type) {
    case 'cart':
      return <CartContent content={content} drawing={drawing} />
    case 'proposal':
      return <ProposalContent proposal={content.proposal} drawing={drawing} />
    case 'order':
      return <OrderContent order={content.order} drawing={drawing} />
    case 'payment_link':
      return <PaymentLinkContent content={content} drawing={drawing} />
    case 'form':
      return <FormContent content={content} drawing={drawing} />
  }
}
