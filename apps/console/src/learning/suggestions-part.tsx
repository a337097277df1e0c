import { Empty, Fault, RowsComing } from '../shell/states.tsx'
import styles from './learning.module.css'
import { SuggestionEntry } from './suggestion-entry.tsx'
import { useSuggestions } from './use-learning.ts'

/** Questions that people of the shop answered in words: each becomes the draft of a help article in one step, or is left. */
export function SuggestionsPart() {
  const { data, error, refetch } = useSuggestions()
  return (
    <>
      <p className={`${styles.soft} ${styles.lead}`}>
        What you and your colleagues answered by hand. Kept as an article and published, the bot answers it by itself.
      </p>
      {error ? (
        <Fault fault={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <RowsComing rows={5} height={84} />
      ) : data.suggestions.length === 0 ? (
        <Empty title="No ideas yet.">
          Once somebody has answered a question in a conversation, it stands here for ninety days.
        </Empty>
      ) : (
        <ul className={styles.groups}>
          {data.suggestions.map((suggestion) => (
            <SuggestionEntry key={suggestion.answers[0]?.messageId ?? suggestion.question} suggestion={suggestion} />
          ))}
        </ul>
      )}
    </>
  )
}
