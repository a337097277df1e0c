import type { SlotDefinition, Step } from '@parley/sdk'

export const consentSlot: SlotDefinition = { type: 'yes_no', ask: 'ask.advice' }

export const consentSteps: Record<string, Step> = {
  askAdvice: { ask: 'advice', next: 'keep' },
  keep: {
    do: async (turn) => {
      const agreed = turn.slots.advice === true
      await turn.facets.privacy.setConsent('advice', agreed)
      turn.sayText(agreed ? 'agreed' : 'not_agreed')
      return { done: true }
    },
  },
}
