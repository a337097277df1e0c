import { ActionIcon, Popover, Skeleton, Tooltip } from '@mantine/core'
import type { Message } from '@parley/contracts'
import { IconBrain } from '@tabler/icons-react'
import { useState } from 'react'
import { sayFault } from '../../../api/problem.ts'
import styles from './reading.module.css'
import { TurnTelling } from './turn-telling.tsx'
import { useTurns } from './turns.ts'

/** How the bot read this message and what it did, for whoever asks. */
export function ReadingButton({ message, turns }: { message: Message; turns: number }) {
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} width={400} position="bottom" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label="How the bot read this" disabled={opened}>
          <ActionIcon
            variant="subtle"
            size={28}
            aria-label="How the bot read this"
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
          >
            <IconBrain size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label="The bot’s reading" className={styles.dropdown} tabIndex={-1} data-autofocus>
        {opened && <Readings message={message} turns={turns} />}
      </Popover.Dropdown>
    </Popover>
  )
}

function Readings({ message, turns }: { message: Message; turns: number }) {
  const { data, isPending, error } = useTurns(message.conversationId, turns, true)
  if (isPending) return <Skeleton height={12} width="60%" role="status" aria-label="Loading" />
  if (error) return <p role="alert">{sayFault(error)}</p>
  const found = data.find(({ id, fromSeq, toSeq }) =>
    message.turnId ? id === message.turnId : fromSeq <= message.seq && message.seq <= toSeq,
  )
  if (!found) return <p>The bot has not read this: a person had the word.</p>
  return <TurnTelling turn={found} />
}
