import type { Content } from '@parley/contracts'
import { type Drawing, inWords } from '../act.ts'
import { Icon } from '../icon.tsx'

type CallCard = Extract<Content, { type: 'call' }>

/** A call that was: how it ended, how long it took, and what can be done after one that nobody answered. */
export function CallContent({ content, drawing }: { content: CallCard; drawing: Drawing }) {
  const title = inWords(drawing, `call.${content.mode}`)
  return (
    <article class="card call" aria-label={title}>
      <p class="call-line">
        <Icon name="call" />
        <span>
          <b>{title}</b>
          <span class="call-outcome">{outcomeOf(content, drawing)}</span>
        </span>
      </p>
      {!drawing.settled &&
        content.actions.map(({ value, label }) => (
          <button
            key={value}
            type="button"
            class="button wide"
            onClick={() => drawing.act?.({ type: 'click', action: value, label: label.slice(0, 200) }, label)}
          >
            {label}
          </button>
        ))}
    </article>
  )
}

const unanswered: readonly CallCard['outcome'][] = ['missed', 'declined']

function outcomeOf({ outcome, seconds }: CallCard, drawing: Drawing): string {
  if (outcome === 'ended') return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  if (outcome === 'busy') return inWords(drawing, 'call.busy')
  return inWords(drawing, unanswered.includes(outcome) ? 'call.unanswered' : 'call.nothing')
}
