import type { Shape } from './shape.ts'
import { shapesAfterTheOrder } from './shapes-after-the-order.ts'
import { shapesAtTheTill } from './shapes-at-the-till.ts'

const one = [['A', 1]] as const

/** Every story is told in five languages, in the demo shop and in a shop of another trade. */
export const shapes: readonly Shape[] = [
  ...shapesAtTheTill,
  ...shapesAfterTheOrder,
  {
    id: 'she takes the second of what is shown and buys it',
    traits: ['pointing'],
    talk: '~greet find second checkout order',
    end: { cart: [], orders: [{ lines: [['find.2', 1]] }] },
  },
  {
    id: 'one becomes three',
    traits: ['pointing', 'correction'],
    talk: 'find first quantity=3 ~thanks cart',
    end: { cart: [['find.1', 3]] },
  },
  {
    id: 'too dear, so the first of the cheaper ones',
    traits: ['pointing', 'correction'],
    talk: 'find cheaper first cart',
    end: { cart: [['cheaper.1', 1]] },
  },
  {
    id: 'two kinds of goods, pointed at one after the other',
    traits: ['pointing'],
    talk: '~greet find first findOther second ~hours cart',
    end: {
      cart: [
        ['find.1', 1],
        ['findOther.2', 1],
      ],
    },
  },
  {
    id: 'one of two is taken out again',
    traits: ['correction'],
    talk: 'add:A add:B ~payWays remove:A cart',
    end: { cart: [['B', 1]] },
  },
  {
    id: 'two things in one sentence',
    traits: ['two wishes'],
    talk: '~greet addBoth ~returns cart ~bye',
    end: {
      cart: [
        ['A', 1],
        ['B', 1],
      ],
    },
  },
  {
    id: 'she speaks another language in between',
    traits: ['other language', 'pointing'],
    talk: 'find second ~hours cart@ quantity=2',
    end: { cart: [['find.2', 2]] },
  },
  {
    id: 'three of a thing by name',
    traits: ['two wishes'],
    talk: '~greet addCount:A=3 ~hours cart',
    end: { cart: [['A', 3]] },
  },
  {
    id: 'out with it again, something else instead',
    traits: ['correction'],
    talk: 'add:A removeIt add:B ~hours cart',
    end: { cart: [['B', 1]] },
  },
  {
    id: 'the whole basket is emptied',
    traits: ['correction', 'refusal'],
    talk: 'add:A add:B ~payWays empty cart',
    end: { cart: [] },
  },
  {
    id: 'she asks the price and takes it',
    traits: ['pointing'],
    talk: '~greet price:A addIt cart',
    end: { cart: one },
  },
  {
    id: 'she asks whether it is there and takes two',
    traits: ['pointing', 'correction'],
    talk: 'stock:A addIt quantity=2 cart',
    end: { cart: [['A', 2]] },
  },
  {
    id: 'compared, then the first',
    traits: ['pointing'],
    talk: 'find compare ~thanks add:A cart',
    end: { cart: one },
  },
  {
    id: 'kept for later and moved into the basket',
    traits: ['pointing'],
    talk: 'price:A save wishes wishesToCart',
    end: { cart: one },
  },
  {
    id: 'kept for later and left there',
    traits: ['pointing'],
    talk: 'stock:B save ~returns wishes cart',
    end: { cart: [] },
  },
  {
    id: 'she wants a person at once',
    traits: ['digression'],
    talk: '~greet find ~thanks person',
    end: { cart: [], orders: [], owner: 'queue' },
  },
  {
    id: 'she is angry and gets a person',
    traits: ['digression'],
    talk: 'greet find ~hours angry',
    end: { orders: [], owner: 'queue' },
  },
  {
    id: 'all that a careful shopper asks before she takes one',
    traits: ['digression'],
    talk: 'greet deliveryCost deliveryTime returns payWays hours add:A cart bye',
    end: { cart: one, orders: [] },
  },
  {
    id: 'chatty from beginning to end',
    traits: ['pointing', 'digression'],
    talk: 'greet help find thanks first thanks ~returns cart bye',
    end: { cart: [['find.1', 1]] },
  },
  {
    id: 'a question about delivery between looking and taking',
    traits: ['digression', 'pointing'],
    talk: 'find deliveryTime first ~payWays quantity=2 cart',
    end: { cart: [['find.1', 2]] },
  },
  {
    id: 'the wrong thing, the right one, and twice of that',
    traits: ['correction'],
    talk: '~greet add:B remove:B add:A quantity=2 cart',
    end: { cart: [['A', 2]] },
  },
]
