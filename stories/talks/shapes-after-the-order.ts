import type { Shape } from './shape.ts'

const one = [['A', 1]] as const

/** What comes after the yes: all of it in the talk in which she ordered. */
export const shapesAfterTheOrder: readonly Shape[] = [
  {
    id: 'she calls the order off and means it',
    traits: ['correction'],
    talk: '~greet add:A checkout order cancel yes',
    end: { cart: [], orders: [{ lines: one, status: 'cancelled' }] },
  },
  {
    id: 'she calls the order off and thinks again',
    traits: ['refusal'],
    talk: 'add:A ~returns checkout order cancel no',
    end: { orders: [{ lines: one }] },
  },
  {
    id: 'the parcel goes elsewhere',
    traits: ['correction'],
    talk: 'add:A checkout order redirect address2 yes',
    end: { orders: [{ lines: one, address: 2 }] },
  },
  {
    id: 'the new address is not confirmed',
    traits: ['correction', 'refusal'],
    talk: 'add:A ~hours checkout order redirect address2 no',
    end: { orders: [{ lines: one }] },
  },
  {
    id: 'where is it, then thanks',
    traits: [],
    talk: 'add:A checkout order status thanks bye',
    end: { cart: [], orders: [{ lines: one }] },
  },
  {
    id: 'the same once more into the basket',
    traits: ['pointing'],
    talk: 'add:B checkout order reorder cart',
    end: { cart: [['B', 1]], orders: [{ lines: [['B', 1]] }] },
  },
  {
    id: 'a copy of the invoice and nothing else',
    traits: [],
    talk: '~greet add:A checkout order copy thanks',
    end: { orders: [{ lines: one }] },
  },
  {
    id: 'two orders in one talk',
    traits: [],
    talk: 'add:A checkout order ~thanks add:B checkout order',
    end: { cart: [], orders: [{ lines: one }, { lines: [['B', 1]] }] },
  },
  {
    id: 'a new basket does not touch the order',
    traits: ['pointing', 'digression'],
    talk: 'add:A checkout order find second cart status',
    end: { cart: [['find.2', 1]], orders: [{ lines: one }] },
  },
  {
    id: 'a person is wanted after the order',
    traits: ['digression'],
    talk: 'add:A checkout order status person',
    end: { orders: [{ lines: one }], owner: 'queue' },
  },
]
