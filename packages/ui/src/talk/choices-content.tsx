import type { Choice, Content } from '@parley/contracts'
import type { Drawing } from '../act.ts'
import { TextContent } from './text-content.tsx'

/** A question with answers to tap. Answered in words as well, so they vanish once something was said. */
export function ChoicesContent(props: { content: Extract<Content, { type: 'choices' }>; drawing: Drawing }) {
  const { content, drawing } = props
  return (
    <>
      {content.text && <TextContent text={content.text} drawing={drawing} />}
      {!drawing.settled && (
        <ul class="chips">
          {content.choices.map((choice) => (
            <li key={choice.value}>
              <Chip choice={choice} drawing={drawing} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Chip({ choice, drawing }: { choice: Choice; drawing: Drawing }) {
  const pick = (event: MouseEvent) => {
    // The second half of a double click is not a second answer.
    if (event.detail > 1) return
    drawing.act?.({ type: 'choice', value: choice.value, label: choice.label.slice(0, 200) }, choice.label)
  }
  return (
    <button type="button" class="chip" onClick={pick}>
      {choice.label}
      {choice.hint && <small>{choice.hint}</small>}
    </button>
  )
}
