import { ActionIcon, Menu, TextInput } from '@mantine/core'
import { IconPhoneOutgoing } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { useDesk } from '../live/desk-context.tsx'
import { tellDone, tellFault } from '../shell/tell.tsx'

const answer = z.object({ agents: z.array(z.object({ accountId: z.string(), name: z.string(), status: z.string() })) })

/** To whom the call can be given, with a word for her. It rings at hers while the talk goes on. */
export function TransferMenu() {
  const { api, calls, session, shopId } = useDesk()
  const [opened, setOpened] = useState(false)
  const [note, setNote] = useState('')
  const { data } = useQuery({
    queryKey: ['colleagues', shopId],
    queryFn: ({ signal }) => api({ path: '/desk/agents', answer, signal }),
    enabled: opened,
  })
  const colleagues = data?.agents.filter(({ accountId }) => accountId !== session.account.id) ?? []
  const give = (accountId: string, name: string) => {
    calls.transfer(accountId, note.trim()).then(() => tellDone(`It rings at ${name}.`), tellFault)
    setNote('')
  }
  return (
    <Menu position="bottom-end" width={280} opened={opened} onChange={setOpened}>
      <Menu.Target>
        <ActionIcon variant="default" size={32} aria-label="Give to a colleague">
          <IconPhoneOutgoing size={18} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <TextInput
          m={6}
          aria-label="A word for the colleague"
          placeholder="A word for the colleague"
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {colleagues.map(({ accountId, name, status }) => (
          <Menu.Item key={accountId} onClick={() => give(accountId, name)}>
            {name}
            {status === 'online' ? '' : `, ${status}`}
          </Menu.Item>
        ))}
        {colleagues.length === 0 && <Menu.Label>Nobody else works here.</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  )
}
