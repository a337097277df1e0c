import { useLayoutEffect, useRef } from 'preact/hooks'
import type { CommerceProps } from '../commerce-part.tsx'
import { ArticleContent } from './article-content.tsx'
import { CallContent } from './call-content.tsx'
import { CartContent } from './cart-content.tsx'
import styles from './commerce.css?inline'
import { FileContent } from './file-content.tsx'
import { FormContent } from './form-content.tsx'
import { NoteContent } from './note-content.tsx'
import { OrderContent } from './order-content.tsx'
import { PaymentLinkContent } from './payment-link-content.tsx'
import { ProposalContent } from './proposal-content.tsx'

let sheet: CSSStyleSheet | undefined

/** What is drawn from the first cart to the paid order, and what is read, heard and fetched. It dresses the page, or the shadow root, that it stands in. */
export function CommerceContent({ content, drawing }: CommerceProps) {
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const root = place.current?.getRootNode()
    if (!(root instanceof ShadowRoot || root instanceof Document)) return
    if (!sheet) {
      sheet = new CSSStyleSheet()
      sheet.replaceSync(styles)
    }
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet)
  }, [])
  return (
    <div class="commerce" ref={place}>
      {partOf(content, drawing)}
    </div>
  )
}

function partOf(content: CommerceProps['content'], drawing: CommerceProps['drawing']) {
  switch (content.type) {
    case 'cart':
      return <CartContent content={content} drawing={drawing} />
    case 'proposal':
      return <ProposalContent proposal={content.proposal} drawing={drawing} />
    case 'order':
      return <OrderContent order={content.order} drawing={drawing} />
    case 'payment_link':
      return <PaymentLinkContent content={content} drawing={drawing} />
    case 'call':
      return <CallContent content={content} drawing={drawing} />
    case 'article':
      return <ArticleContent content={content} drawing={drawing} />
    case 'file':
      return <FileContent content={content} drawing={drawing} />
    case 'note':
      return <NoteContent text={content.text} drawing={drawing} />
    case 'form':
      return <FormContent content={content} drawing={drawing} />
  }
}
