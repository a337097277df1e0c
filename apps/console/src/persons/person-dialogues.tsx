import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { sayFault } from '../api/problem.ts'
import { mergeView, type Person, personAnswer, personsAnswer } from '../api/schemas.ts'
import { useDesk } from '../live/desk-context.tsx'
import styles from '../proposals/proposal-dialogue.module.css'
import { RowsComing } from '../shell/states.tsx'
import { tellDone } from '../shell/tell.tsx'

interface DialogueProps {
  person: Person
  onClose: () => void
}

function useRefreshPersons() {
  const client = useQueryClient()
  return () => {
    for (const name of ['person', 'persons', 'orders', 'returns', 'talks', 'timeline'])
      void client.invalidateQueries({ queryKey: [name] })
  }
}

/** Puts right what is known of somebody. That it was done, by whom, stands in the audit; what it was before does not. */
export function EditDialogue({ person, onClose }: DialogueProps) {
  const { api } = useDesk()
  const refresh = useRefreshPersons()
  const [given, setGiven] = useState({
    name: person.name ?? '',
    email: person.email ?? '',
    phone: person.phone ?? '',
    language: person.language ?? '',
  })
  const saving = useMutation({
    mutationFn: () => {
      const body = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value.trim() || null]))
      return api({ method: 'PATCH', path: `/persons/${person.id}`, body, answer: personAnswer })
    },
    onSuccess: () => {
      tellDone('Saved.')
      refresh()
      onClose()
    },
  })
  const field = (name: keyof typeof given, label: string) => (
    <TextInput
      label={label}
      value={given[name]}
      type={name === 'email' ? 'email' : 'text'}
      onChange={({ currentTarget: { value } }) => setGiven((before) => ({ ...before, [name]: value }))}
    />
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate()
  }
  return (
    <Modal opened onClose={onClose} title="Edit the person" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit} className={styles.form}>
        {field('name', 'Name')}
        {field('email', 'E-mail')}
        {field('phone', 'Phone')}
        {field('language', 'Language, such as sv')}
        <p className={styles.soft}>Addresses by which she was verified stay as they are.</p>
        {saving.error && (
          <p role="alert" className={styles.fault}>
            {sayFault(saving.error)}
          </p>
        )}
        <Button type="submit" loading={saving.isPending}>
          Save
        </Button>
      </form>
    </Modal>
  )
}

/** Two who are one: what both say differently is shown before they are joined, since it can't be undone. */
export function MergeDialogue({ person, onClose }: DialogueProps) {
  const { api, shopId } = useDesk()
  const refresh = useRefreshPersons()
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text, 250)
  const [other, setOther] = useState<string | null>(null)
  const { data: found = [] } = useQuery({
    queryKey: ['persons', shopId, 'merge', search],
    queryFn: async ({ signal }) =>
      (await api({ path: '/persons', query: { search, limit: 20 }, answer: personsAnswer, signal })).persons,
    placeholderData: (before) => before,
  })
  const looking = useQuery({
    queryKey: ['merge', shopId, person.id, other],
    queryFn: ({ signal }) =>
      api({ path: `/persons/${person.id}/merge`, query: { other: other ?? '' }, answer: mergeView, signal }),
    enabled: other !== null,
    gcTime: 0,
  })
  const joining = useMutation({
    mutationFn: () =>
      api({ method: 'POST', path: `/persons/${person.id}/merge`, body: { other }, answer: z.unknown() }),
    onSuccess: () => {
      tellDone('They are one now.')
      refresh()
      onClose()
    },
  })
  const choices = found.filter(({ id }) => id !== person.id)
  return (
    <Modal opened onClose={onClose} title="Join with another" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={styles.form}>
        <Select
          label="Who is the same person?"
          placeholder="Name, e-mail or phone"
          searchable
          searchValue={text}
          onSearchChange={setText}
          value={other}
          onChange={setOther}
          filter={({ options }) => options}
          data={choices.map(({ id, name, email }) => ({
            value: id,
            label: [name, email].filter(Boolean).join(', ') || id,
          }))}
          nothingFoundMessage="Nobody else of that name."
          data-autofocus
        />
        {other !== null && looking.isPending && <RowsComing rows={2} />}
        {looking.data && <View view={looking.data} />}
        {(looking.error ?? joining.error) && (
          <p role="alert" className={styles.fault}>
            {sayFault(looking.error ?? joining.error)}
          </p>
        )}
        <Button disabled={!looking.data} loading={joining.isPending} onClick={() => joining.mutate()}>
          Join them, for good
        </Button>
      </div>
    </Modal>
  )
}

function View({ view: { conflicts, moves } }: { view: z.infer<typeof mergeView> }) {
  return (
    <dl className={styles.summary}>
      {conflicts.map(({ field, kept, dropped }) => (
        <div key={field}>
          <dt>{field}</dt>
          <dd>
            {kept ? `stays ${kept}` : 'stays empty'}, <s>{dropped}</s> is let go
          </dd>
        </div>
      ))}
      {conflicts.length === 0 && (
        <div>
          <dt>Conflicts</dt>
          <dd>None: nothing is let go.</dd>
        </div>
      )}
      <div>
        <dt>Comes over</dt>
        <dd>
          {moves.orders} orders, {moves.conversations} conversations, {moves.identities} addresses, {moves.browsers}{' '}
          browsers
        </dd>
      </div>
    </dl>
  )
}
