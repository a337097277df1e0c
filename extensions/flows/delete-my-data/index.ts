import { defineFlow, type FlowTurn, type Next } from '@parley/sdk'

/** Forgets her: once it is proved that it is she, and after a yes to what goes and what stays. */
export default defineFlow({
  id: 'delete-my-data',
  jobs: { delete_my_data: { step: 'begin' } },
  facets: ['privacy'],
  slots: {},
  steps: {
    begin: {
      do: async (turn) => {
        if (await turn.facets.privacy.verified()) return { go: 'review' }
        turn.sayText('prove_first')
        return { call: 'prove_who', then: 'proved' }
      },
    },
    proved: { do: async (turn) => ((await turn.facets.privacy.verified()) ? { go: 'review' } : { done: true }) },
    review: {
      propose: async (turn) => {
        const made = await turn.facets.privacy.proposeErase()
        if (made.ok) turn.say({ type: 'proposal', proposal: made.value })
        return made
      },
      confirmed,
      denied: { go: 'keep' },
      refused: (turn, refusals) => {
        turn.sayRefusals(refusals)
        return { done: true }
      },
    },
    keep: {
      do: (turn) => {
        turn.sayText('kept')
        return { done: true }
      },
    },
  },
})

async function confirmed(turn: FlowTurn, proposalId: string): Promise<Next> {
  const done = await turn.facets.privacy.confirmErase(proposalId)
  if (done.ok) turn.sayText('will_go', { at: turn.date(new Date(done.value.dueAt), true) })
  else turn.sayRefusals(done.refusals)
  const changed = !done.ok && done.refusals.some((each) => each.code === 'proposal.superseded')
  return changed ? { go: 'review' } : { done: true }
}
