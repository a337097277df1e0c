import type { Step } from '@parley/sdk'

export const contactSteps: Record<string, Step> = {
  contact: {
    do: async (turn) => {
      const { name, email, phone, address } = await turn.facets.store.info()
      const lines = [name, address, phone, email].filter((line) => line !== '')
      turn.say({ type: 'text', text: [turn.text('contact'), ...lines].join('\n') })
      const choices = [{ value: 'person', label: turn.text('action.person') }]
      turn.say({ type: 'choices', text: turn.text('contact_here'), choices })
      return { done: true }
    },
  },
  payment: {
    do: async (turn) => {
      const options = await turn.facets.checkout.paymentOptions()
      if (options.length === 0) return { go: 'paymentArticle' }
      const lines = options.map((option) =>
        option.description === '' ? option.name : `${option.name}: ${option.description}`,
      )
      turn.say({ type: 'text', text: [turn.text('payment'), ...lines].join('\n') })
      return { done: true }
    },
  },
}
