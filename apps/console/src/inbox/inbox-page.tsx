import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useCommands } from '../shell/commands.ts'
import styles from './inbox-page.module.css'
import { ConversationList } from './list/conversation-list.tsx'
import { PersonPane } from './person/person-pane.tsx'
import { TalkPane } from './talk/talk-pane.tsx'

/** List, talk, person. They fold from the right as the window narrows; on a phone one is seen at a time. */
export function InboxPage() {
  const { conversationId } = useParams({ strict: false })
  const [showsPerson, setShowsPerson] = useState(false)
  useCommands([
    {
      id: 'person',
      label: showsPerson ? 'Fold the person away' : 'Show the person',
      group: 'Conversation',
      key: 'p',
      run: () => setShowsPerson(!showsPerson),
    },
  ])
  return (
    <div className={styles.inbox} data-talk={conversationId !== undefined} data-person={showsPerson}>
      <section className={styles.list} aria-label="Conversations">
        <ConversationList openId={conversationId} />
      </section>
      <section className={styles.talk} aria-label="Conversation">
        <TalkPane key={conversationId} conversationId={conversationId} onPerson={() => setShowsPerson(!showsPerson)} />
      </section>
      {conversationId && (
        <aside className={styles.person} aria-label="Person">
          <PersonPane key={conversationId} conversationId={conversationId} onClose={() => setShowsPerson(false)} />
        </aside>
      )}
    </div>
  )
}
