import type { Shape } from './shape.ts'

const one = [['A', 1]] as const
const ordered = { cart: [], orders: [{ lines: one }] }

/** On the way to the till: questions in between, corrections, refusals, and what leads away from it. */
export const shapesAtTheTill: readonly Shape[] = [
  {
    id: 'a question about returns while paying',
    traits: ['digression'],
    talk: '~greet add:A checkout until:email returns order ~bye',
    end: ordered,
  },
  {
    id: 'another e-mail address after all',
    traits: ['correction'],
    talk: 'add:A ~thanks checkout until:payment correctEmail order',
    end: { cart: [], orders: [{ lines: one, email: 2 }] },
  },
  {
    id: 'another e-mail address when all is shown',
    traits: ['correction'],
    talk: 'add:A checkout until:proposal correctEmail order',
    end: { cart: [], orders: [{ lines: one, email: 2 }] },
  },
  {
    id: 'she says no to the order and keeps the basket',
    traits: ['refusal'],
    talk: 'add:A ~deliveryCost checkout until:proposal no cart',
    end: { cart: one, orders: [] },
  },
  {
    id: 'no at first, then yes',
    traits: ['refusal', 'correction'],
    talk: 'add:A checkout until:proposal no ~thanks checkout order',
    end: ordered,
  },
  {
    id: 'she leaves the till halfway',
    traits: ['refusal'],
    talk: 'add:A ~hours checkout until:email neverMind cart',
    end: { cart: one, orders: [] },
  },
  {
    id: 'she asks what delivery costs at the very end',
    traits: ['digression'],
    talk: 'add:A checkout until:proposal deliveryCost yes',
    end: ordered,
  },
  {
    id: 'opening hours and ways to pay while she tells her name',
    traits: ['digression'],
    talk: 'add:A checkout until:name hours payWays order',
    end: ordered,
  },
  {
    id: 'to the till with an empty basket first',
    traits: ['pointing'],
    talk: 'checkout find first checkout order',
    end: { cart: [], orders: [{ lines: [['find.1', 1]] }] },
  },
  {
    id: 'into the basket and to the till in one breath',
    traits: ['two wishes'],
    talk: '~greet addAndCheckout order',
    end: ordered,
  },
  {
    id: 'a person is wanted at the till',
    traits: ['digression'],
    talk: 'add:A checkout until:email person',
    end: { cart: one, orders: [], owner: 'queue' },
  },
  {
    id: 'she pays in another language than she looked in',
    traits: ['other language'],
    talk: 'add:A cart@ checkout order',
    end: ordered,
  },
  {
    id: 'two of it, and paid',
    traits: ['correction'],
    talk: 'add:A quantity=2 ~returns checkout order thanks',
    end: { cart: [], orders: [{ lines: [['A', 2]] }] },
  },
  {
    id: 'two different things are paid together',
    traits: ['two wishes', 'digression'],
    talk: 'addBoth checkout until:email deliveryTime order bye',
    end: {
      cart: [],
      orders: [
        {
          lines: [
            ['A', 1],
            ['B', 1],
          ],
        },
      ],
    },
  },
]
