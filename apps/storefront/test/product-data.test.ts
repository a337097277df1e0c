import type { ProductView } from '@parley/contracts'
import { expect, test } from 'vitest'
import { productData } from '../src/product/product-data.ts'

const mug: ProductView = {
  id: 'prd_mug',
  feedId: 'mug',
  handle: 'mug',
  name: 'Mug',
  description: 'For coffee.',
  facts: [],
  brand: 'Lera',
  categories: [],
  options: [
    { code: 'colour', name: 'Colour', values: ['red', 'blue'] },
    { code: 'scent', name: 'Scent', values: ['none'] },
  ],
  attributes: [],
  priceFrom: null,
  priceTo: null,
  stock: 'in_stock',
  variants: [
    {
      id: 'var_red',
      sku: 'MUG-RED',
      options: { colour: 'red', scent: 'none' },
      price: { amount: 1690, currency: 'EUR' },
      stock: 'low',
      picture: { url: '/media/red.svg', alt: '' },
    },
    {
      id: 'var_blue',
      sku: 'MUG-BLUE',
      options: { colour: 'blue', scent: 'none' },
      price: null,
      stock: 'out',
    },
  ],
}
const reader = { url: new URL('http://localhost/products/mug?x=1'), publicUrl: 'https://shop.example' }
const silent = { summary: { count: 0, average: 0 }, reviews: [] }

const dataOf = (product: ProductView): unknown =>
  // As the page has it: what is undefined is not there.
  JSON.parse(JSON.stringify(Reflect.apply(productData, null, [product, reader, silent])))

test('a product with variants is a group for search engines, each variant with its own offer', () => {
  expect(dataOf(mug)).toEqual({
    '@context': 'https://schema.org',
    '@type': 'ProductGroup',
    name: 'Mug',
    description: 'For coffee.',
    url: 'https://shop.example/products/mug',
    brand: { '@type': 'Brand', name: 'Lera' },
    productGroupID: 'mug',
    variesBy: ['https://schema.org/color'],
    hasVariant: [
      {
        '@type': 'Product',
        name: 'Mug, red, none',
        sku: 'MUG-RED',
        color: 'red',
        image: 'https://shop.example/media/red.svg',
        additionalProperty: [{ '@type': 'PropertyValue', name: 'Scent', value: 'none' }],
        offers: {
          '@type': 'Offer',
          price: '16.90',
          priceCurrency: 'EUR',
          availability: 'https://schema.org/LimitedAvailability',
          itemCondition: 'https://schema.org/NewCondition',
          url: 'https://shop.example/products/mug?variant=var_red',
        },
      },
      {
        '@type': 'Product',
        name: 'Mug, blue, none',
        sku: 'MUG-BLUE',
        color: 'blue',
        additionalProperty: [{ '@type': 'PropertyValue', name: 'Scent', value: 'none' }],
      },
    ],
  })
})

test('a product of one kind is no group, and offers itself', () => {
  expect(dataOf({ ...mug, options: [], variants: mug.variants.slice(0, 1) })).toMatchObject({
    '@type': 'Product',
    sku: 'MUG-RED',
    offers: { price: '16.90', availability: 'https://schema.org/LimitedAvailability' },
  })
  expect(dataOf({ ...mug, options: [], variants: mug.variants.slice(0, 1) })).not.toHaveProperty('hasVariant')
})
