import { ApiRefusal } from '../../api/problem.ts'
import { Empty, Fault } from '../../shell/states.tsx'
import { Composer } from './composer.tsx'
import { HandOverBanner } from './hand-over-banner.tsx'
import { HandlingLine } from './handling/handling-line.tsx'
import { MessageLog } from './message-log.tsx'
import { TalkHeader } from './talk-header.tsx'
import styles from './talk-pane.module.css'
import { useConversation, useTalk } from './use-conversation.ts'

interface TalkPaneProps {
  conversationId: string | undefined
  onPerson: () => void
}

export function TalkPane({ conversationId, onPerson }: TalkPaneProps) {
  if (conversationId === undefined) {
    return (
      <div className={styles.none}>
        <Empty title="No conversation is open.">
          Move with <kbd>j</kbd> and <kbd>k</kbd>, open with <kbd>Enter</kbd>. <kbd>?</kbd> shows all keys.
        </Empty>
      </div>
    )
  }
  return <OpenTalk conversationId={conversationId} onPerson={onPerson} />
}

function OpenTalk({ conversationId, onPerson }: { conversationId: string; onPerson: () => void }) {
  const { conversation, error, refetch } = useConversation(conversationId)
  const talk = useTalk(conversationId)
  if (talk.missing || (error instanceof ApiRefusal && error.status === 404))
    return <Empty title="There is no such conversation.">It may belong to another shop, or have been erased.</Empty>
  if (error && !conversation) return <Fault fault={error} onRetry={() => void refetch()} />
  return (
    <div className={styles.talk}>
      <TalkHeader conversation={conversation} talk={talk} onPerson={onPerson} />
      {conversation && <HandlingLine conversation={conversation} />}
      {conversation?.handOver && conversation.status === 'open' && <HandOverBanner handOver={conversation.handOver} />}
      <MessageLog talk={talk} conversationId={conversationId} conversation={conversation} />
      {conversation && <Composer conversation={conversation} />}
    </div>
  )
}
