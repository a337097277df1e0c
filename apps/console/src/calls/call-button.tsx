import { ActionIcon, Tooltip } from '@mantine/core'
import type { DeskConversation } from '@parley/contracts'
import { isOver } from '@parley/ui/call'
import { IconPhone } from '@tabler/icons-react'
import { useDesk } from '../live/desk-context.tsx'
import { useCommands } from '../shell/commands.ts'
import { tellFault } from '../shell/tell.tsx'
import styles from './call-bar.module.css'
import { useCalls } from './use-calls.ts'

/** Rings at the shopper, where she has a page to ring at. */
export function CallButton({ conversation }: { conversation: DeskConversation }) {
  const { calls } = useDesk()
  const { live } = useCalls()
  const canCall = conversation.visitorId !== null && (live === null || isOver(live.call()))
  const call = () => void calls.start(conversation.id, false).catch(tellFault)
  useCommands(canCall ? [{ id: 'call', label: 'Call the shopper', group: 'Conversation', key: 'c', run: call }] : [])
  if (!canCall) return null
  return (
    <Tooltip label="Call  c">
      <ActionIcon className={styles.start} variant="default" size={32} aria-label="Call the shopper" onClick={call}>
        <IconPhone size={18} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  )
}
