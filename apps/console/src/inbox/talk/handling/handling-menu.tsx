import { ActionIcon, Menu } from '@mantine/core'
import type { DeskConversation } from '@parley/contracts'
import { IconAlarm, IconArrowForwardUp, IconDots, IconGitMerge, IconTag } from '@tabler/icons-react'
import { useState } from 'react'
import { useCommands } from '../../../shell/commands.ts'
import { MergeDialogue } from './merge-dialogue.tsx'
import { priorities } from './priority.tsx'
import { TagsDialogue } from './tags-dialogue.tsx'
import { TransferDialogue } from './transfer-dialogue.tsx'
import { useHandling } from './use-handling.ts'
import { laterTimes } from './when.ts'

type Open = 'transfer' | 'tags' | 'merge' | null

/** What else can be done with a conversation; each also has a key and stands in the palette. */
export function HandlingMenu({ conversation }: { conversation: DeskConversation }) {
  const [open, setOpen] = useState<Open>(null)
  const { set, snooze } = useHandling(conversation)
  const priority = conversation.handling?.priority ?? 0
  const close = () => setOpen(null)
  const group = 'Conversation'
  const isOver = conversation.status === 'resolved'
  useCommands([
    ...(isOver
      ? []
      : [
          { id: 'transfer', label: 'Give to a colleague or a team', group, key: 'm', run: () => setOpen('transfer') },
          ...laterTimes(new Date()).map(({ label, at }, place) => ({
            id: `snooze ${place}`,
            label: `Put off: ${label}`,
            group,
            ...(place === 2 ? { key: 's' } : {}),
            run: () => void snooze(at, label),
          })),
        ]),
    { id: 'tags', label: 'Tags', group, key: 'l', run: () => setOpen('tags') },
    { id: 'merge', label: 'Merge another conversation into this', group, run: () => setOpen('merge') },
    ...priorities.map(({ value, label }) => ({
      id: `priority ${value}`,
      label: `Priority: ${label.toLowerCase()}`,
      group,
      ...(value === 2 ? { key: '!' } : {}),
      run: () => void set({ priority: value === priority ? 0 : value }),
    })),
  ])
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <ActionIcon variant="default" size={32} aria-label="More for this conversation">
            <IconDots size={18} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {!isOver && (
            <Menu.Item
              leftSection={<IconArrowForwardUp size={16} stroke={1.75} />}
              rightSection={<kbd>m</kbd>}
              onClick={() => setOpen('transfer')}
            >
              Give to …
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconTag size={16} stroke={1.75} />}
            rightSection={<kbd>l</kbd>}
            onClick={() => setOpen('tags')}
          >
            Tags …
          </Menu.Item>
          <Menu.Item leftSection={<IconGitMerge size={16} stroke={1.75} />} onClick={() => setOpen('merge')}>
            Merge …
          </Menu.Item>
          {!isOver && (
            <>
              <Menu.Divider />
              <Menu.Label>Put off</Menu.Label>
              {laterTimes(new Date()).map(({ label, at }) => (
                <Menu.Item
                  key={label}
                  leftSection={<IconAlarm size={16} stroke={1.75} />}
                  onClick={() => void snooze(at, label)}
                >
                  {label}
                </Menu.Item>
              ))}
            </>
          )}
          <Menu.Divider />
          <Menu.Label>Priority</Menu.Label>
          {priorities.map(({ value, label, icon: Icon }) => (
            <Menu.Item
              key={value}
              leftSection={<Icon size={16} stroke={1.75} />}
              aria-current={value === priority ? 'true' : undefined}
              fw={value === priority ? 650 : undefined}
              onClick={() => void set({ priority: value })}
            >
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <TransferDialogue conversation={conversation} opened={open === 'transfer'} onClose={close} />
      <TagsDialogue conversation={conversation} opened={open === 'tags'} onClose={close} />
      <MergeDialogue conversation={conversation} opened={open === 'merge'} onClose={close} />
    </>
  )
}
