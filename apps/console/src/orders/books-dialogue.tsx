import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { booksAnswer } from '../api/commerce-schemas.ts'
import { sayFault } from '../api/problem.ts'
import { useDesk } from '../live/desk-context.tsx'
import styles from '../proposals/proposal-dialogue.module.css'
import { download } from '../reports/csv.ts'

/** The books of a time for the bookkeeper: invoices, credit notes, money that came and went. */
export function BooksDialogue({ onClose }: { onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Bookkeeping" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Books onClose={onClose} />
    </Modal>
  )
}

function Books({ onClose }: { onClose: () => void }) {
  const { api } = useDesk()
  const [from, setFrom] = useState(() => firstOfMonth(-1))
  const [to, setTo] = useState(() => dayAfter(firstOfMonth(0), -1))
  const fetching = useMutation({
    mutationFn: () => api({ path: '/bookkeeping', query: { from, to: dayAfter(to) }, answer: booksAnswer }),
    onSuccess: ({ csv }) => {
      download(`books-${from}-${to}.csv`, csv)
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    fetching.mutate()
  }
  return (
    <form onSubmit={submit} className={styles.form}>
      <p>Invoices, credit notes, money that came and went: one line each, as a CSV file.</p>
      <div className={styles.fields}>
        <TextInput
          label="From"
          type="date"
          value={from}
          onChange={({ currentTarget }) => setFrom(currentTarget.value)}
        />
        <TextInput
          label="To, included"
          type="date"
          value={to}
          onChange={({ currentTarget }) => setTo(currentTarget.value)}
        />
      </div>
      {fetching.error && (
        <p role="alert" className={styles.fault}>
          {sayFault(fetching.error)}
        </p>
      )}
      <Button type="submit" loading={fetching.isPending} disabled={from === '' || to === '' || from > to}>
        Save the file
      </Button>
    </form>
  )
}

/** Of this month, or of as many months from it. */
function firstOfMonth(months: number): string {
  const now = new Date()
  return new Date(Date.UTC(now.getFullYear(), now.getMonth() + months, 1)).toISOString().slice(0, 10)
}

function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
