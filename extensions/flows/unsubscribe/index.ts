import { defineFlow } from '@parley/sdk'

/** No more mails but those that an order needs. Says the same whether there was anything to end. */
export default defineFlow({
  id: 'unsubscribe',
  jobs: { unsubscribe: { step: 'stop', question: true } },
  facets: ['alerts', 'privacy', 'people'],
  slots: {},
  steps: {
    stop: {
      do: async (turn) => {
        // Whose mails an unproved address gets is not for her to end here: the link in every mail does that.
        const { email, verified } = await turn.facets.people.me()
        await turn.facets.alerts.stop(verified ? email : null)
        await turn.facets.privacy.setConsent('mail', false)
        turn.sayText('stopped')
        return { done: true }
      },
    },
  },
})
