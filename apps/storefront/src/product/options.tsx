import type { ProductView, VariantView } from '@parley/contracts'
import { Portrait, Swatch } from '../frame/product-cards.tsx'
import type { Reader } from '../reader.ts'

/** The choices, as links to the variant that each would lead to. Colours are shown in pictures of the thing itself. */
export function Options(props: { product: ProductView; variant: VariantView | undefined; reader: Reader }) {
  const { product, variant, reader } = props
  if (!variant) return null
  return (
    <div class="options">
      {product.options
        .filter(({ values }) => values.length > 0)
        .map((option) => {
          const chosen = variant.options[option.code]
          const isShown = product.variants.some((one) => one.options[option.code] === chosen && one.swatch)
          return (
            <fieldset class={isShown ? 'option pictured' : 'option'}>
              <legend>
                {option.name}: <b>{chosen}</b>
              </legend>
              <ul>
                {option.values.map((value) => (
                  <li>
                    <Value {...{ product, variant, code: option.code, value, isShown, reader }} />
                  </li>
                ))}
              </ul>
            </fieldset>
          )
        })}
    </div>
  )
}

interface ValueProps {
  product: ProductView
  variant: VariantView
  code: string
  value: string
  isShown: boolean
  reader: Reader
}

function Value({ product, variant, code, value, isShown, reader }: ValueProps) {
  const target = variantWith(product, variant, code, value)
  if (!target) return null
  const isOn = variant.options[code] === value
  const isGone = target.stock === 'out' || target.options[code] !== value
  const label = isGone ? reader.say('product.value_out', { value }) : value
  return (
    <a
      class={isGone ? 'value gone' : 'value'}
      href={`/products/${encodeURIComponent(product.handle)}?variant=${encodeURIComponent(target.id)}`}
      aria-current={isOn ? 'true' : undefined}
      aria-label={label}
      title={label}
      data-choose
      rel="nofollow"
    >
      {!isShown ? value : target.picture ? <Portrait picture={target.picture} alt="" eager /> : null}
      {isShown && !target.picture && target.swatch && <Swatch colour={target.swatch} />}
    </a>
  )
}

/** The variant with this value that keeps as many of the other choices as it can, rather in stock than not. */
function variantWith(product: ProductView, from: VariantView, code: string, value: string): VariantView | undefined {
  const likeness = (one: VariantView) =>
    Object.entries(from.options).filter(([name, chosen]) => name !== code && one.options[name] === chosen).length * 2 +
    (one.stock === 'out' ? 0 : 1)
  return product.variants
    .filter((one) => one.options[code] === value)
    .reduce<VariantView | undefined>((best, one) => (!best || likeness(one) > likeness(best) ? one : best), undefined)
}
