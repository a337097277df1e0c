import { type Step, textOf } from '@parley/sdk'

export const proveSteps: Record<string, Step> = {
  who: { do: async (turn) => ((await turn.facets.privacy.verified()) ? { done: true } : { go: 'prove' }) },
  prove: {
    do: (turn) => {
      // What was talked about before is not what is asked for now.
      turn.focus.orderNumber = null
      return { go: 'askNumber' }
    },
  },
  askNumber: { ask: 'order_number', next: 'askEmail' },
  askEmail: { ask: 'email', next: 'sendCode' },
  sendCode: {
    do: async (turn) => {
      const sent = await turn.facets.orders.requestCode(textOf(turn.slots.order_number), textOf(turn.slots.email))
      if (sent.ok) {
        turn.sayText('code_sent', { email: textOf(turn.slots.email) })
        return { askAgain: 'code', go: 'askCode' }
      }
      turn.sayRefusals(sent.refusals)
      return { go: 'offerPerson' }
    },
  },
  askCode: { ask: 'code', next: 'verify' },
  verify: {
    do: async (turn) => {
      const { order_number: number, email, code } = turn.slots
      const verified = await turn.facets.orders.verifyCode(textOf(number), textOf(email), textOf(code))
      if (verified.ok) {
        turn.focus.orderNumber = verified.value.number
        return { done: true }
      }
      turn.sayRefusals(verified.refusals)
      const mayTryAgain = verified.refusals.every((each) => each.code === 'code.wrong')
      return mayTryAgain ? { askAgain: 'code', go: 'askCode' } : { go: 'offerPerson' }
    },
  },
  offerPerson: {
    do: (turn) => {
      const choices = [
        { value: 'job:order_status', label: turn.text('action.again') },
        { value: 'person', label: turn.text('action.person') },
      ]
      turn.say({ type: 'choices', text: turn.text('other_way'), choices })
      return { done: true }
    },
  },
}
