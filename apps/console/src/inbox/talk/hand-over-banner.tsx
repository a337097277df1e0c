import type { DeskConversation } from '@parley/contracts'
import { plainWords } from '../../words/names.ts'
import { clockTime } from '../../words/times.ts'
import styles from './hand-over-banner.module.css'

const reasons: Readonly<Record<string, string>> = {
  talk_to_human: 'Asked for a person',
  not_understood: 'The bot didn’t understand, three times in a row',
  frustrated: 'Sounds frustrated',
  complaint_damaged: 'Something arrived damaged or wrong',
  call_me_back: 'Wants to be called back',
  legal: 'A legal question',
  safety: 'A safety question',
  unknown_answer: 'A question the shop’s articles don’t answer',
}

/** Why the bot gave it to a person, and what it knows so far. */
export function HandOverBanner({ handOver }: { handOver: NonNullable<DeskConversation['handOver']> }) {
  const reason = reasons[handOver.reason] ?? plainWords(handOver.reason)
  return (
    <div className={styles.banner}>
      <p className={styles.reason}>
        {reason}
        <span className={styles.at}> at {clockTime(handOver.at)}</span>
      </p>
      {handOver.summary && <p className={styles.summary}>{handOver.summary}</p>}
    </div>
  )
}
