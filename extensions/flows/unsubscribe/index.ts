import { defineFlow, textOf } from '@parley/sdk'

/** No more mails but those that an order needs. Says the same whether there was anything to end. */
export default defineFlow({
  id: 'unsubscribe',
  jobs: { unsubscribe: { step: 'stop', question: true } },
  facets: ['alerts', 'privacy', 'people'],
  slots: {},
  steps: {
    stop: {
      do: async (turn) => {
        const { email } = await turn.facets.people.me()
        await turn.facets.alerts.stop(textOf(turn.slots.email) || email)
        await turn.facets.privacy.setConsent('mail', false)
        turn.sayText('stopped')
        return { done: true }
      },
    },
  },
})
