import type { ProductView, VariantView } from '@parley/contracts'
import { Portrait, Swatch } from '../frame/product-cards.tsx'
import type { Reader } from '../reader.ts'

type Option = ProductView['options'][number]

interface OptionsProps {
  product: ProductView
  variant: VariantView | undefined
  isOpen: boolean
  reader: Reader
}

/** The choices, as links to the variant that each would lead to. Colours are shown in pictures of the thing itself. */
export function Options({ product, variant, isOpen, reader }: OptionsProps) {
  if (!variant) return null
  return (
    <div class="options" id="options">
      {product.options
        .filter(({ values }) => values.length > 0)
        .map((option) => {
          const isShown = showsItself(product, option)
          const isLeft = isOpen && !isShown && option.values.length > 1
          return (
            <fieldset class={isShown ? 'option pictured' : 'option'}>
              <legend>
                {option.name}: <b>{isLeft ? reader.say('product.choose') : variant.options[option.code]}</b>
              </legend>
              <ul>
                {option.values.map((value) => (
                  <li>
                    <Value {...{ product, variant, code: option.code, value, isShown, isLeft, isOpen, reader }} />
                  </li>
                ))}
              </ul>
            </fieldset>
          )
        })}
    </div>
  )
}

/** What can't be chosen for her: the first option of several values that no picture shows. */
export function openOption(product: ProductView): Option | undefined {
  return product.options.find((option) => option.values.length > 1 && !showsItself(product, option))
}

/** Whether each value has a look of its own: colours do, sizes don't. */
function showsItself(product: ProductView, { code, values }: Option): boolean {
  const looks = values.map(
    (value) =>
      new Set(product.variants.filter((one) => one.options[code] === value).map((one) => one.swatch ?? 'plain')),
  )
  const all = new Set(looks.flatMap((look) => [...look]))
  return !all.has('plain') && all.size === values.length && looks.every((look) => look.size === 1)
}

interface ValueProps {
  product: ProductView
  variant: VariantView
  code: string
  value: string
  isShown: boolean
  isLeft: boolean
  isOpen: boolean
  reader: Reader
}

function Value({ product, variant, code, value, isShown, isLeft, isOpen, reader }: ValueProps) {
  const target = variantWith(product, variant, code, value)
  if (!target) return null
  const isOn = !isLeft && variant.options[code] === value
  // Looking at another colour while the size is open: it is out only where every size of it is.
  const isGone = isShown && isOpen ? isAllGone(product, code, value) : target.stock === 'out'
  const label = isGone ? reader.say('product.value_out', { value }) : value
  const name = isShown && isOpen ? 'shown' : 'variant'
  return (
    <a
      class={isGone ? 'value gone' : 'value'}
      href={`/products/${encodeURIComponent(product.handle)}?${name}=${encodeURIComponent(target.id)}`}
      aria-current={isOn ? 'true' : undefined}
      aria-label={label}
      title={label}
      data-choose
      data-key={`${code}-${value}`}
      rel="nofollow"
    >
      {!isShown ? value : target.picture ? <Portrait picture={target.picture} alt="" eager /> : null}
      {isShown && !target.picture && target.swatch && <Swatch colour={target.swatch} />}
    </a>
  )
}

const isAllGone = (product: ProductView, code: string, value: string) =>
  product.variants.every((one) => one.options[code] !== value || one.stock === 'out')

/** The variant with this value that keeps as many of the other choices as it can, rather in stock than not. */
function variantWith(product: ProductView, from: VariantView, code: string, value: string): VariantView | undefined {
  const likeness = (one: VariantView) =>
    Object.entries(from.options).filter(([name, chosen]) => name !== code && one.options[name] === chosen).length * 2 +
    (one.stock === 'out' ? 0 : 1)
  return product.variants
    .filter((one) => one.options[code] === value)
    .reduce<VariantView | undefined>((best, one) => (!best || likeness(one) > likeness(best) ? one : best), undefined)
}
