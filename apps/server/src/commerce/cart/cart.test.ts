import type { Actor } from '@parley/contracts'
import type { CartFacet } from '@parley/sdk'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { openSmallShop, type SmallShop, stockUp } from '../../../test/small-shop.ts'
import { smallTerms } from '../../../test/small-terms.ts'
import { type CartOwner, cartFacet, joinCarts, setCurrency } from './index.ts'

const anna: CartOwner = { visitorId: 'vis_anna' }
const bela: CartOwner = { visitorId: 'vis_bela' }
const shopper: Actor = { kind: 'shopper', id: 'vis_anna' }
const agent: Actor = { kind: 'agent', id: 'acc_agent' }

describe('a cart', () => {
  let shop: SmallShop
  beforeEach(async () => {
    await shop?.close()
    shop = await openSmallShop()
  })
  afterAll(() => shop.close())

  const cart = <T>(
    owner: CartOwner,
    work: (facet: CartFacet) => Promise<T>,
    more: { actor?: Actor; language?: string; currency?: string } = {},
  ) =>
    shop.db.inShop(shop.shopId, (tx) =>
      work(cartFacet({ tx, owner, language: 'en', currency: 'SEK', actor: shopper, terms: smallTerms, ...more })),
    )

  const events = () =>
    shop.db.inShop(shop.shopId, (tx) =>
      tx.sql
        .selectFrom('event')
        .select(['type', 'data'])
        .where('type', '=', 'cart.changed')
        .orderBy('position')
        .execute(),
    )

  test('holds what was put in, at today’s price, with VAT and what is left to free delivery', async () => {
    const outcome = await cart(anna, (facet) => facet.add('var_stool', 1))
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        version: 2,
        lines: [
          {
            variantId: 'var_stool',
            title: 'Stool',
            quantity: 1,
            unitPrice: { amount: 49_900, currency: 'SEK' },
            version: 1,
            addedBy: shopper,
            problems: [],
          },
        ],
        totals: { total: { amount: 49_900 }, vat: { amount: 9980 }, delivery: null },
        freeDeliveryIn: { amount: 30_000, currency: 'SEK' },
      },
    })
    expect(await cart(anna, (facet) => facet.view())).toEqual(outcome.ok && outcome.value)
    expect(await events()).toEqual([{ type: 'cart.changed', data: { version: 2, by: 'shopper' } }])
  })

  test('is nobody else’s: Bela sees an empty one, and looking makes none', async () => {
    await cart(anna, (facet) => facet.add('var_stool', 1))
    expect(await cart(bela, (facet) => facet.view())).toMatchObject({ id: '', lines: [], freeDeliveryIn: null })
    const rows = await shop.db.inShop(shop.shopId, (tx) => tx.sql.selectFrom('cart').select('visitor_id').execute())
    expect(rows).toEqual([{ visitor_id: 'vis_anna' }])
  })

  test('grows on the same line when more of the same is added, within what there is', async () => {
    await cart(anna, (facet) => facet.add('var_stool', 2))
    const more = await cart(anna, (facet) => facet.add('var_stool', 2))
    expect(more).toMatchObject({ value: { lines: [{ quantity: 4, version: 2 }] } })
    const tooMany = await cart(anna, (facet) => facet.add('var_stool', 2), { language: 'sv' })
    expect(tooMany).toMatchObject({
      ok: false,
      refusals: [
        {
          code: 'stock.insufficient',
          path: 'quantity',
          values: { available: 5 },
          message: 'Det finns bara 5 kvar.',
        },
      ],
    })
    expect(await cart(anna, (facet) => facet.view())).toMatchObject({ version: 3, lines: [{ quantity: 4 }] })
  })

  test('refuses what is not sold, not in this currency, or no quantity, and stays as it was', async () => {
    const codes = async (work: (facet: CartFacet) => Promise<unknown>) => {
      const outcome = await cart(anna, work)
      return JSON.stringify(outcome).match(/"code":"([^"]+)"/)?.[1]
    }
    await stockUp(shop.db, shop.shopId, [
      { id: 'var_old', prices: { SEK: 100 }, stock: { loc_store: 5 }, status: 'withdrawn' },
      { id: 'var_foreign', prices: { EUR: 100 }, stock: { loc_store: 5 } },
    ])
    expect(await codes((facet) => facet.add('var_old', 1))).toBe('cart.not_sold')
    expect(await codes((facet) => facet.add('var_none', 1))).toBe('cart.not_sold')
    expect(await codes((facet) => facet.add('var_foreign', 1))).toBe('cart.no_price')
    expect(await codes((facet) => facet.add('var_stool', 0))).toBe('cart.quantity')
    expect(await codes((facet) => facet.add('var_stool', 1000))).toBe('cart.quantity')
    expect(await codes((facet) => facet.add('var_stool', 1.5))).toBe('cart.quantity')
    expect(await codes((facet) => facet.remove('lin_none'))).toBe('cart.line_missing')
    expect(await cart(anna, (facet) => facet.view())).toMatchObject({ version: 1, lines: [] })
    expect(await events()).toEqual([])
  })

  test('changes, empties and takes back the last thing done, once', async () => {
    const added = await cart(anna, (facet) => facet.add('var_lamp', 3))
    const lineId = added.ok ? (added.value.lines[0]?.id ?? '') : ''
    await cart(anna, (facet) => facet.setQuantity(lineId, 1))
    expect(await cart(anna, (facet) => facet.undo())).toMatchObject({ value: { lines: [{ id: lineId, quantity: 3 }] } })
    expect(await cart(anna, (facet) => facet.undo())).toMatchObject({ refusals: [{ code: 'cart.nothing_to_undo' }] })
    await cart(anna, (facet) => facet.empty())
    expect(await cart(anna, (facet) => facet.view())).toMatchObject({ lines: [] })
    const back = await cart(anna, (facet) => facet.undo())
    expect(back).toMatchObject({ value: { lines: [{ id: lineId, quantity: 3 }] } })
  })

  test('does not take back what a helper did', async () => {
    await cart(anna, (facet) => facet.add('var_lamp', 1))
    await cart(anna, (facet) => facet.add('var_stool', 1), { actor: agent })
    expect(await cart(anna, (facet) => facet.undo())).toMatchObject({ refusals: [{ code: 'cart.nothing_to_undo' }] })
    expect(await cart(anna, (facet) => facet.view())).toMatchObject({ lines: [{ quantity: 1 }, { quantity: 1 }] })
  })

  test('an edit of a line that was changed meanwhile is told what stands there now', async () => {
    const added = await cart(anna, (facet) => facet.add('var_lamp', 1))
    const line = added.ok ? added.value.lines[0] : undefined
    await cart(anna, (facet) => facet.setQuantity(line?.id ?? '', 4, line?.version), { actor: agent })
    const stale = await cart(anna, (facet) => facet.setQuantity(line?.id ?? '', 2, line?.version))
    expect(stale).toMatchObject({
      refusals: [{ code: 'cart.line_changed', path: 'version', values: { quantity: 4, version: 2 } }],
    })
    expect(await cart(anna, (facet) => facet.remove(line?.id ?? '', 1))).toMatchObject({ ok: false })
    expect(await cart(anna, (facet) => facet.view())).toMatchObject({ lines: [{ quantity: 4 }] })
  })

  test('edits of different lines by shopper and agent at once both survive', async () => {
    await cart(anna, (facet) => facet.add('var_lamp', 1))
    const both = await cart(anna, (facet) => facet.add('var_stool', 1))
    const [lamp, stool] = both.ok ? both.value.lines : []
    const outcomes = await Promise.all([
      cart(anna, (facet) => facet.setQuantity(lamp?.id ?? '', 3, 1)),
      cart(anna, (facet) => facet.setQuantity(stool?.id ?? '', 2, 1), { actor: agent }),
    ])
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, true])
    const view = await cart(anna, (facet) => facet.view())
    expect(view.lines.map((line) => line.quantity)).toEqual([3, 2])
    expect(view.version).toBe(5)
  })

  test('twenty first additions at once make one cart with one line', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, at) => cart(anna, (facet) => facet.add(at % 2 ? 'var_lamp' : 'var_stool', 1))),
    )
    const rows = await shop.db.inShop(shop.shopId, (tx) => tx.sql.selectFrom('cart').select('version').execute())
    expect(rows).toHaveLength(1)
    const view = await cart(anna, (facet) => facet.view())
    expect(view.lines.map((line) => line.quantity).sort()).toEqual([5, 7])
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(12)
  })

  test('says at the line when the stock fell, and in another currency that it is not sold', async () => {
    await cart(anna, (facet) => facet.add('var_stool', 4))
    await shop.db.inShop(shop.shopId, (tx) =>
      tx.sql.updateTable('stock').set({ on_hand: 0 }).where('variant_id', '=', 'var_stool').execute(),
    )
    const view = await cart(anna, (facet) => facet.view(), { language: 'fi' })
    expect(view.lines[0]?.problems).toMatchObject([
      { code: 'stock.insufficient', path: 'lines.0.quantity', message: 'Tilapäisesti loppu.' },
    ])
    await shop.db.inShop(shop.shopId, (tx) => setCurrency(tx, anna, 'ISK'))
    const abroad = await cart(anna, (facet) => facet.view())
    expect(abroad).toMatchObject({ currency: 'ISK', lines: [{ problems: [{ code: 'cart.no_price' }] }] })
  })

  test('a visitor who turns out to be a person keeps what she gathered, and what she had', async () => {
    const person = { personId: 'per_anna' }
    await cart(person, (facet) => facet.add('var_lamp', 2))
    await cart(anna, (facet) => facet.add('var_lamp', 1))
    await cart(anna, (facet) => facet.add('var_stool', 1))
    const join = () =>
      shop.db.inShop(shop.shopId, (tx) =>
        joinCarts(tx, { visitorId: 'vis_anna', personId: 'per_anna', actor: { kind: 'system' } }),
      )
    const cartId = await join()
    expect(await join()).toBe(cartId)
    const mine = await cart(person, (facet) => facet.view())
    expect(mine).toMatchObject({
      id: cartId,
      lines: [
        { variantId: 'var_lamp', quantity: 3 },
        { variantId: 'var_stool', quantity: 1 },
      ],
    })
    expect((await cart(anna, (facet) => facet.view())).id).toBe(cartId)
    expect((await cart({ visitorId: 'vis_anna', personId: 'per_anna' }, (facet) => facet.view())).id).toBe(cartId)
    expect(await cart(bela, (facet) => facet.view())).toMatchObject({ lines: [] })
  })

  test('a visitor’s only cart becomes the person’s', async () => {
    const added = await cart(anna, (facet) => facet.add('var_lamp', 1))
    await shop.db.inShop(shop.shopId, (tx) =>
      joinCarts(tx, { visitorId: 'vis_anna', personId: 'per_anna', actor: { kind: 'system' } }),
    )
    expect((await cart({ personId: 'per_anna' }, (facet) => facet.view())).id).toBe(added.ok && added.value.id)
  })
})
