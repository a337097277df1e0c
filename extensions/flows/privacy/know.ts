import type { DataSummary, FlowTurn, Memory, Step } from '@parley/sdk'

const mostTitles = 5

export const knowSteps: Record<string, Step> = {
  data: {
    do: async (turn) => {
      if (await turn.facets.privacy.verified()) return { go: 'summary' }
      turn.sayText('prove_first')
      return { call: 'prove_who', then: 'summary' }
    },
  },
  summary: {
    do: async (turn) => {
      const summary = await turn.facets.privacy.summary()
      // Where she could not prove who she is, that has been said.
      if (summary.ok) saySummary(turn, summary.value)
      return { done: true }
    },
  },
  memory: {
    do: async (turn) => {
      const memory = await turn.facets.privacy.memory()
      if (memory === null) turn.sayText('knows_nothing')
      else turn.say({ type: 'text', text: memoryText(turn, memory) })
      const choices = [{ value: 'job:consent', label: turn.text('action.consent') }]
      if (!turn.interrupting) turn.say({ type: 'choices', text: turn.text('change_it'), choices })
      return { done: true }
    },
  },
}

function saySummary(turn: FlowTurn, summary: DataSummary): void {
  const { name, email, phone, address, orders, talks, wishes, alerts, consents } = summary
  const person = [name, email, phone, address].filter((each) => each !== null).join(', ')
  const lines = [
    ...(person === '' ? [] : [turn.text('data.person', { person })]),
    turn.text('data.counts', { orders, talks, wishes, alerts }),
    turn.text(consents.advice ? 'data.advice_yes' : 'data.advice_no'),
    turn.text(consents.mail ? 'data.mail_yes' : 'data.mail_no'),
  ]
  const choices = [
    { value: 'job:consent', label: turn.text('action.consent') },
    { value: 'job:delete_my_data', label: turn.text('action.delete') },
  ]
  turn.say({ type: 'choices', text: [turn.text('data'), ...lines].join('\n'), choices })
}

function memoryText(turn: FlowTurn, { sizes, owned }: Memory): string {
  if (owned.length === 0) return turn.text('agreed_nothing_yet')
  const titles = owned.slice(0, mostTitles).map((each) => each.title)
  const lines = [turn.text('from_orders', { titles: [...new Set(titles)].join(', ') })]
  if (sizes.length > 0) lines.push(turn.text('from_sizes', { sizes: sizes.join(', ') }))
  return lines.join('\n')
}
