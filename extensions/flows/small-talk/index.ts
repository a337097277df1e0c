import { defineFlow, type FlowTurn, textOf } from '@parley/sdk'
import { possible, sayPossible } from './possible.ts'

/** The small words around a purchase. None of them disturbs what is going on. */
export default defineFlow({
  id: 'small-talk',
  jobs: {
    greet: { step: 'greet', question: true },
    thanks: { step: 'thanks', question: true },
    goodbye: { step: 'goodbye', question: true },
    affirm: { step: 'affirm', question: true },
    deny: { step: 'deny', question: true },
    help: { step: 'help', question: true },
    frustrated: { step: 'frustrated', question: true },
    change_language: { step: 'language', question: true },
  },
  facets: ['store'],
  slots: { language: { type: 'choice', ask: 'ask.language', options: (turn) => languageChoices(turn.shop.languages) } },
  steps: {
    greet: {
      do: async (turn) => {
        const { name } = await turn.facets.store.info()
        const text = turn.text('greet', { shop: name })
        turn.say(turn.interrupting ? { type: 'text', text } : { type: 'choices', text, choices: possible(turn, 3) })
        return { done: true }
      },
    },
    thanks: {
      do: (turn) => {
        turn.sayText('welcome')
        return { done: true }
      },
    },
    goodbye: {
      do: (turn) => {
        turn.sayText('goodbye')
        return { done: true }
      },
    },
    affirm: {
      do: (turn) => {
        sayPossible(turn, 'affirm')
        return { done: true }
      },
    },
    deny: {
      do: (turn) => {
        turn.sayText('deny')
        return { done: true }
      },
    },
    help: {
      do: (turn) => {
        sayPossible(turn, 'help')
        return { done: true }
      },
    },
    frustrated: {
      do: (turn) => {
        if (isSurelyCross(turn)) return { handOver: 'frustrated' }
        const choices = [
          { value: 'person', label: turn.text('action.person') },
          { value: 'job:help', label: turn.text('action.help') },
        ]
        turn.say({ type: 'choices', text: turn.text('sorry'), choices })
        return { done: true }
      },
    },
    language: { ask: 'language', next: 'speak' },
    speak: {
      do: (turn) => {
        turn.speak(textOf(turn.slots.language))
        turn.sayText('language_changed')
        return { done: true }
      },
    },
  },
})

/** Who is cross is not argued with; a wish that was only perhaps a curse is not taken away from the bot either. */
const surely = 0.6
const isSurelyCross = ({ reading }: FlowTurn): boolean => reading === null || reading.confidence >= surely

/** Each language by its own name, so that whoever needs it can read it. */
function languageChoices(languages: string[]) {
  return languages.map((tag) => {
    const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag
    return { value: tag, label: name.charAt(0).toLocaleUpperCase(tag) + name.slice(1) }
  })
}
