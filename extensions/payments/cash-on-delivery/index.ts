import { definePayment, lookUpLedger, moveLedger, startLedger } from '@parley/sdk'
import { z } from 'zod'

/** Paid to whoever brings it. The order is placed at once; the shop books the money (`capture`) when the carrier has handed it over. */
export default definePayment({
  id: 'cash-on-delivery',
  names: { en: 'Cash on delivery', sv: 'Postförskott', fi: 'Postiennakko', is: 'Póstkrafa', hu: 'Utánvét' },
  descriptions: {
    en: 'Pay the courier when your order arrives.',
    sv: 'Betala budet när beställningen kommer.',
    fi: 'Maksa lähetille, kun tilaus saapuu.',
    is: 'Borgaðu sendlinum þegar pöntunin kemur.',
    hu: 'Fizetés a futárnak, amikor a csomag megérkezik.',
  },
  settings: z.object({}),
  secrets: [],
  takes: 'on-account',

  start: (request, context) => startLedger(request, context, [{ kind: 'authorise', key: 'start' }]),
  capture: (payment, amount, key, context) => moveLedger(payment, { kind: 'capture', amount, key }, context),
  void: (payment, key, context) => moveLedger(payment, { kind: 'void', key }, context),
  refund: (payment, amount, key, context) => moveLedger(payment, { kind: 'refund', amount, key }, context),
  lookUp: lookUpLedger,
})
