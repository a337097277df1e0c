import { RefusalNotes } from '../frame/refusal-notes.tsx'
import { DeliveryChoice, type PartProps } from './delivery-choice.tsx'
import { Field, Way, Wrong } from './field.tsx'
import { OrderSummary } from './order-summary.tsx'

/** Fields in the order of the page, by the path that refusals name. */
const fieldPaths = [
  'contact.email',
  'contact.name',
  'contact.phone',
  'contact.company',
  'contact.vatNumber',
  'contact.purchaseOrder',
  'address.country',
  'delivery',
  'address.line1',
  'address.line2',
  'address.postalCode',
  'address.city',
  'payment',
]

/** All that is needed, on one page: who, where, how, and how it is paid. Nothing is ordered by it. */
export function CheckoutPage(props: PartProps) {
  const { checkout, refusals, reader } = props
  const { say } = reader
  const ofCode = refusals.filter(({ path }) => path === 'code')
  const others = refusals.filter(({ path }) => !path || !(fieldPaths.includes(path) || path === 'code'))
  const inFields = refusals.length - others.length - ofCode.length
  return (
    <section class="checkout">
      <h1>{say('checkout.title')}</h1>
      <form id="checkout" method="post" action="/checkout" novalidate data-checkout>
        <RefusalNotes refusals={others} />
        {inFields > 0 && (
          <p class="refusals" role="alert">
            {say('checkout.look_again', { count: inFields })}
          </p>
        )}
        <Contact {...props} />
        <Delivery {...props} />
        <Address {...props} />
        <Payment {...props} />
        <button type="submit" class="button wide">
          {say('checkout.to_review')}
        </button>
        <p class="soft small">{say('checkout.nothing_yet')}</p>
      </form>
      <OrderSummary
        cart={checkout.cart}
        reader={reader}
        refusals={ofCode}
        typedCode={ofCode.length > 0 ? props.values.code : ''}
        form="checkout"
      />
    </section>
  )
}

function Contact({ values, refusals, reader }: PartProps) {
  const { say } = reader
  return (
    <fieldset>
      <legend>{say('checkout.contact')}</legend>
      <Field
        name="email"
        label={say('checkout.email')}
        hint={say('checkout.email_hint')}
        value={values.email}
        path="contact.email"
        type="email"
        autocomplete="email"
        maxLength={254}
        refusals={refusals}
      />
      <Field
        name="name"
        label={say('checkout.name')}
        value={values.name}
        path="contact.name"
        autocomplete="name"
        maxLength={120}
        refusals={refusals}
      />
      <Field
        name="phone"
        label={say('checkout.phone')}
        hint={say('checkout.phone_hint')}
        value={values.phone}
        path="contact.phone"
        type="tel"
        autocomplete="tel"
        maxLength={40}
        isOptional
        refusals={refusals}
      />
      <Company {...{ values, refusals, reader }} />
    </fieldset>
  )
}

/** Folded away for whoever buys for herself; open where anything of it is written, or won't do. */
function Company({ values, refusals, reader }: Pick<PartProps, 'values' | 'refusals' | 'reader'>) {
  const { say } = reader
  const field = (
    name: 'company' | 'vatNumber' | 'purchaseOrder',
    label: string,
    maxLength: number,
    autocomplete: string,
  ) => (
    <Field
      {...{ name, label, maxLength, autocomplete, refusals }}
      value={values[name]}
      path={`contact.${name}`}
      isOptional
    />
  )
  const isOpen = Boolean(values.company || values.vatNumber || values.purchaseOrder)
  const isWrong = refusals.some(({ path }) => path === 'contact.vatNumber' || path === 'contact.purchaseOrder')
  return (
    <details class="for-company" open={isOpen || isWrong}>
      <summary>{say('checkout.for_company')}</summary>
      {field('company', say('checkout.company'), 120, 'organization')}
      {field('vatNumber', say('checkout.vat_number'), 20, 'off')}
      {field('purchaseOrder', say('checkout.purchase_order'), 60, 'off')}
    </details>
  )
}

function Delivery(props: PartProps) {
  const { values, refusals, reader } = props
  const { say, shop } = reader
  const errors = refusals.filter(({ path }) => path === 'address.country')
  return (
    <fieldset>
      <legend>{say('checkout.delivery')}</legend>
      <div class="field">
        <label for="field-country">{say('checkout.country')}</label>
        <select id="field-country" name="country" autocomplete="country" data-country>
          {shop.countries.map(({ code, name }) => (
            <option value={code} selected={code === values.country}>
              {name}
            </option>
          ))}
        </select>
        <Wrong name="country" errors={errors} />
      </div>
      <DeliveryChoice {...props} />
    </fieldset>
  )
}

/** Stays away, by style alone, while a way is chosen that needs none. */
function Address({ values, refusals, reader }: PartProps) {
  const { say } = reader
  return (
    <fieldset class="address">
      <legend>{say('checkout.address')}</legend>
      <Field
        name="line1"
        label={say('checkout.line1')}
        value={values.line1}
        path="address.line1"
        autocomplete="address-line1"
        maxLength={200}
        refusals={refusals}
      />
      <Field
        name="line2"
        label={say('checkout.line2')}
        hint={say('checkout.optional')}
        value={values.line2}
        path="address.line2"
        autocomplete="address-line2"
        maxLength={200}
        isOptional
        refusals={refusals}
      />
      <div class="field-row">
        <Field
          name="postalCode"
          label={say('checkout.postal_code')}
          value={values.postalCode}
          path="address.postalCode"
          autocomplete="postal-code"
          maxLength={16}
          refusals={refusals}
        />
        <Field
          name="city"
          label={say('checkout.city')}
          value={values.city}
          path="address.city"
          autocomplete="address-level2"
          maxLength={100}
          refusals={refusals}
        />
      </div>
    </fieldset>
  )
}

function Payment({ checkout, values, refusals, reader }: PartProps) {
  const { say } = reader
  if (checkout.cart.totals.toPay?.amount === 0)
    return (
      <fieldset>
        <legend>{say('checkout.payment')}</legend>
        <p>{say('checkout.paid_by_card')}</p>
      </fieldset>
    )
  return (
    <fieldset>
      <legend>{say('checkout.payment')}</legend>
      <div class="ways-to-choose">
        {checkout.paymentOptions.map((way) => (
          <Way
            key={way.id}
            name="payment"
            value={way.id}
            isChosen={values.payment === way.id}
            title={way.name}
            text={way.description}
          />
        ))}
        <Wrong name="payment" errors={refusals.filter(({ path }) => path === 'payment')} />
      </div>
    </fieldset>
  )
}
