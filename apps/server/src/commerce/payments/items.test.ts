import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editedOrder, type ItemLine, planItems } from './items.ts'

const line = fc.record({
  quantity: fc.integer({ min: 1, max: 30 }),
  unit: fc.integer({ min: 0, max: 200_000 }),
  off: fc.integer({ min: 0, max: 100 }),
  wished: fc.option(fc.integer({ min: 0, max: 40 }), { nil: null }),
  other: fc.boolean(),
  price: fc.integer({ min: 0, max: 200_000 }),
})

test('however an order is changed its sums come out to the unit, nothing falls below zero, and what stays costs no more than it did', () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 0, max: 9_900 }),
      (given, delivery) => {
        const lines: ItemLine[] = given.map(({ quantity, unit, off }, at) => {
          const total = quantity * unit
          const discount = Math.floor((total * off) / 100)
          const vat = Math.floor((total - discount) / 5)
          return { lineId: `lin_${at}`, variantId: `var_${at}`, quantity, total, discount, vat }
        })
        const sum = (field: 'total' | 'discount' | 'vat', of: readonly ItemLine[]) =>
          of.reduce((all, each) => all + each[field], 0)
        const [goods, discount] = [sum('total', lines), sum('discount', lines)]
        const before = { goods, discount, delivery, vat: sum('vat', lines), total: goods - discount + delivery }
        const wishes = given.flatMap(({ wished, other }, at) =>
          wished === null
            ? []
            : [{ lineId: `lin_${at}`, quantity: wished, ...(other ? { variantId: 'var_other' } : {}) }],
        )
        const plan = planItems(lines, wishes)
        const added = plan.added.map(({ ofLine, quantity }) => {
          const total = quantity * (given[Number(ofLine.slice(4))]?.price ?? 0)
          return { total, vat: Math.floor(total / 5) }
        })
        const { lines: after, sums, difference } = editedOrder({ ...before, lines }, plan, added)
        const more = added.reduce((all, { total }) => all + total, 0)
        expect(sums.goods).toBe(sum('total', after) + more)
        expect(sums.total).toBe(sums.goods - sums.discount + delivery)
        expect(sums.total - before.total).toBe(difference)
        expect(sums.discount).toBe(sum('discount', after))
        expect(
          Math.min(sums.total, sums.vat, sums.discount, ...after.map(({ total }) => total)),
        ).toBeGreaterThanOrEqual(0)
        for (const each of after) {
          const was = lines.find(({ lineId }) => lineId === each.lineId)
          expect(each.total).toBeLessThanOrEqual(was?.total ?? -1)
          expect(each.quantity).toBeLessThanOrEqual(was?.quantity ?? -1)
        }
        for (const [at, { wished }] of given.entries()) {
          if (wished === null) continue
          const left = after.find(({ lineId }) => lineId === `lin_${at}`)?.quantity ?? 0
          const new_ = plan.added
            .filter(({ ofLine }) => ofLine === `lin_${at}`)
            .reduce((all, { quantity }) => all + quantity, 0)
          expect(left + new_).toBe(wished)
        }
      },
    ),
    { numRuns: 200 },
  )
})
