import { ActionIcon, Button, Skeleton, Tooltip } from '@mantine/core'
import type { DeskConversation } from '@parley/contracts'
import { IconArrowLeft, IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { CallButton } from '../../calls/call-button.tsx'
import { useDesk } from '../../live/desk-context.tsx'
import type { Talk } from '../../live/talk.ts'
import { useCommands } from '../../shell/commands.ts'
import { languageName, shopperName } from '../../words/names.ts'
import { HandlingMenu } from './handling/handling-menu.tsx'
import styles from './talk-header.module.css'
import { useMoves } from './use-moves.ts'

interface TalkHeaderProps {
  conversation: DeskConversation | undefined
  talk: Talk
  onPerson: () => void
}

export function TalkHeader({ conversation, talk, onPerson }: TalkHeaderProps) {
  return (
    <header className={styles.head}>
      <Link
        to="/inbox"
        search={(before) => ({ view: before.view ?? 'waiting', search: before.search ?? '' })}
        className={styles.back}
        aria-label="Back to the list"
      >
        <IconArrowLeft size={20} stroke={1.75} />
      </Link>
      <div className={styles.words}>
        <h1 className={styles.name}>
          {conversation ? shopperName(conversation) : <Skeleton height={14} width={160} />}
        </h1>
        {conversation && (
          <p className={styles.about}>
            {conversation.inbox.name}, {languageName(conversation.language)}
            <Presence talk={talk} />
          </p>
        )}
      </div>
      {conversation && <CallButton conversation={conversation} />}
      {conversation && <Moves conversation={conversation} />}
      {conversation && <HandlingMenu conversation={conversation} />}
      <Tooltip label="Person  p">
        <ActionIcon
          className={styles.person}
          variant="default"
          size={32}
          aria-label="Show the person"
          onClick={onPerson}
        >
          <IconUser size={18} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    </header>
  )
}

function Presence({ talk }: { talk: Talk }) {
  const { session } = useDesk()
  const others = [...new Set(talk.agentsHere)].filter((name) => name && name !== session.account.name)
  return (
    <>
      {talk.shopperHere && <span className={styles.here}>here now</span>}
      {others.length > 0 && <span className={styles.others}>{others.join(', ')} also looks at this</span>}
    </>
  )
}

/** One filled button: what is most likely next. */
function Moves({ conversation }: { conversation: DeskConversation }) {
  const { session } = useDesk()
  const { moving, take, giveBack, resolve, reopen } = useMoves(conversation)
  const isResolved = conversation.status === 'resolved'
  const isMine = conversation.owner === 'agent' && conversation.agent?.id === session.account.id
  const isBots = conversation.owner === 'bot'
  const takeLabel = conversation.owner === 'agent' ? `Take from ${firstName(conversation.agent?.name)}` : 'Take'
  useCommands([
    ...(isMine || isResolved
      ? []
      : [{ id: 'take', label: takeLabel, group: 'Conversation', key: 't', run: () => void take() }]),
    ...(isBots || isResolved
      ? []
      : [{ id: 'give', label: 'Give back to the bot', group: 'Conversation', key: 'g', run: () => void giveBack() }]),
    isResolved
      ? { id: 'reopen', label: 'Reopen', group: 'Conversation', key: 'e', run: () => void reopen() }
      : { id: 'resolve', label: 'Resolve', group: 'Conversation', key: 'e', run: () => void resolve() },
  ])
  if (isResolved) {
    return (
      <div className={styles.moves}>
        <span className={styles.state}>Resolved</span>
        <Button size="compact-md" h={32} variant="default" loading={moving === 'reopen'} onClick={() => void reopen()}>
          Reopen
        </Button>
      </div>
    )
  }
  return (
    <div className={styles.moves}>
      {isBots && <span className={styles.state}>The bot answers</span>}
      {!isBots && (
        <Button
          className={styles.second}
          size="compact-md"
          h={32}
          variant="default"
          loading={moving === 'give-back'}
          onClick={() => void giveBack()}
        >
          Give back
        </Button>
      )}
      <Button
        size="compact-md"
        h={32}
        variant={isMine ? 'filled' : 'default'}
        loading={moving === 'resolve'}
        onClick={() => void resolve()}
      >
        Resolve
      </Button>
      {!isMine && (
        <Button size="compact-md" h={32} loading={moving === 'take'} onClick={() => void take()}>
          {takeLabel}
        </Button>
      )}
    </div>
  )
}

const firstName = (name: string | undefined): string => name?.split(' ')[0] ?? 'colleague'
