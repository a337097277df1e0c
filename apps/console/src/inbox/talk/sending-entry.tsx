import { Button } from '@mantine/core'
import { useDesk } from '../../live/desk-context.tsx'
import type { Sending } from '../../live/sendings.ts'
import { MessageContent } from './content.tsx'
import styles from './message-entry.module.css'

/** Written here and on its way; when it could not be sent it says why and can be tried again. */
export function SendingEntry({ sending }: { sending: Sending }) {
  const { sendings } = useDesk()
  const { kind, text, state, fault, clientId, file } = sending
  const content = kind === 'note' ? { type: 'note' as const, text } : { type: 'text' as const, text }
  return (
    <article className={styles.entry} data-from={kind === 'note' ? 'note' : 'agent'} data-state={state}>
      <div className={styles.line}>
        <div className={styles.content}>
          <MessageContent content={content} text={text} language="en" />
        </div>
      </div>
      {state === 'sending' && !file && <p className={styles.foot}>Sending</p>}
      {state === 'sending' && file && (
        <label className={styles.foot}>
          Sending <progress value={file.part} max={1} />
        </label>
      )}
      {state === 'failed' && (
        <div className={`${styles.foot} ${styles.failed}`} role="alert">
          <span>Not sent. {fault}</span>
          <Button size="compact-xs" variant="default" onClick={() => sendings.retry(clientId)}>
            Try again
          </Button>
          <Button size="compact-xs" variant="subtle" onClick={() => sendings.discard(clientId)}>
            Discard
          </Button>
        </div>
      )}
    </article>
  )
}
