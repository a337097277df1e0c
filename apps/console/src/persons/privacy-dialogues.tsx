import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { sayFault } from '../api/problem.ts'
import type { Person } from '../api/schemas.ts'
import { useDesk } from '../live/desk-context.tsx'
import styles from '../proposals/proposal-dialogue.module.css'
import { download } from '../reports/csv.ts'
import { tellDone } from '../shell/tell.tsx'

interface DialogueProps {
  person: Person
  onClose: () => void
}

const exported = z.object({ tables: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))) })

/** All that the shop holds about somebody, as she may ask for it. Who fetched it stands in the audit. */
export function ExportDialogue({ person, onClose }: DialogueProps) {
  const { api } = useDesk()
  const fetching = useMutation({
    mutationFn: () => api({ path: `/persons/${person.id}/export`, answer: exported }),
    onSuccess: ({ tables }) => {
      download(`person-${person.id}.json`, JSON.stringify(tables, null, 2), 'application/json')
      tellDone('Saved. Send it only to the person herself.')
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title="Save all that is known" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={styles.form}>
        <p>
          Everything the shop holds about {nameOf(person)}, in one file: talks, orders, addresses, what she agreed to.
          That it was fetched, and by whom, is kept in the audit.
        </p>
        {fetching.error && (
          <p role="alert" className={styles.fault}>
            {sayFault(fetching.error)}
          </p>
        )}
        <Button loading={fetching.isPending} onClick={() => fetching.mutate()} data-autofocus>
          Save the file
        </Button>
      </div>
    </Modal>
  )
}

/** Erasing can't be undone, so it takes more than a click: the name has to be written. */
export function EraseDialogue({ person, onClose }: DialogueProps) {
  const { api } = useDesk()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [said, setSaid] = useState('')
  const word = nameOf(person)
  const isSure = said.trim() === word
  const erasing = useMutation({
    mutationFn: () => api({ method: 'DELETE', path: `/persons/${person.id}`, answer: z.object({ rows: z.int() }) }),
    onSuccess: async () => {
      tellDone('She is forgotten. Orders stay as numbers and amounts.')
      await navigate({ to: '/persons' })
      for (const name of ['person', 'persons', 'orders', 'talks', 'audit'])
        void client.invalidateQueries({ queryKey: [name] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isSure) erasing.mutate()
  }
  return (
    <Modal opened onClose={onClose} title="Erase the person" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit} className={styles.form}>
        <p>
          Name, addresses, talks and all else that is personal goes for good, also from mails and queues. Orders stay as
          numbers and amounts, as bookkeeping asks. It can’t be undone.
        </p>
        <TextInput
          label={`To go on, write ${word}`}
          value={said}
          onChange={({ currentTarget }) => setSaid(currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
        {erasing.error && (
          <p role="alert" className={styles.fault}>
            {sayFault(erasing.error)}
          </p>
        )}
        <Button type="submit" color="bad" loading={erasing.isPending} disabled={!isSure}>
          Erase her, for good
        </Button>
      </form>
    </Modal>
  )
}

const nameOf = ({ name, email, id }: Person): string => name || email || id
