import { definePayment, lookUpLedger, moveLedger, startLedger } from '@parley/sdk'
import { z } from 'zod'

/**
 * What a gift card in the cart covers. The shop keeps the balances and has taken the amount off the card when the payment starts, so it is paid
 * at once; what is given back goes onto the card again.
 */
export default definePayment({
  id: 'gift-card',
  names: { en: 'Gift card', sv: 'Presentkort', fi: 'Lahjakortti', is: 'Gjafakort', hu: 'Ajándékkártya' },
  descriptions: {
    en: 'Put the code in the basket.',
    sv: 'Lägg in koden i varukorgen.',
    fi: 'Lisää koodi ostoskoriin.',
    is: 'Settu kóðann í körfuna.',
    hu: 'Írd be a kódot a kosárba.',
  },
  settings: z.object({}),
  secrets: [],
  takes: 'on-account',
  byItself: true,

  start: (request, context) =>
    startLedger(request, context, [
      { kind: 'authorise', key: 'start' },
      { kind: 'capture', key: 'start-take', amount: request.amount },
    ]),
  capture: (payment, amount, key, context) => moveLedger(payment, { kind: 'capture', amount, key }, context),
  void: (payment, key, context) => moveLedger(payment, { kind: 'void', key }, context),
  refund: (payment, amount, key, context) => moveLedger(payment, { kind: 'refund', amount, key }, context),
  lookUp: lookUpLedger,
})
