import { Button, Checkbox, CopyButton, Modal, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { sayFault } from '../api/problem.ts'
import { type ApiKey, apiKeysAnswer, newApiKey } from '../api/schemas.ts'
import { useDesk } from '../live/desk-context.tsx'
import { Empty, Fault, RowsComing } from '../shell/states.tsx'
import table from '../shell/table.module.css'
import { doUnlessUndone, tellFault } from '../shell/tell.tsx'
import { dateOf } from '../words/times.ts'
import { scopes } from './scopes.ts'
import styles from './settings-page.module.css'

export function ApiKeysPart() {
  const { api, shopId } = useDesk()
  const client = useQueryClient()
  const [makes, setMakes] = useState(false)
  const [going, setGoing] = useState<ReadonlySet<string>>(new Set())
  const key = ['api-keys', shopId]
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api({ path: '/api-keys', answer: apiKeysAnswer, signal }),
  })
  const mark = (id: string, on: boolean) =>
    setGoing((before) => new Set(on ? [...before, id] : [...before].filter((each) => each !== id)))
  const revoke = ({ id, name }: ApiKey) => {
    mark(id, true)
    doUnlessUndone(
      `The key “${name}” is revoked.`,
      () => {
        const path = `/api-keys/${id}`
        api({ method: 'DELETE', path, answer: z.unknown(), keepalive: true })
          .then(() => client.invalidateQueries({ queryKey: key }), tellFault)
          .finally(() => mark(id, false))
      },
      () => mark(id, false),
    )
  }
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={4} />
  const keys = data.keys.filter(({ id, revoked }) => !revoked && !going.has(id))
  return (
    <section>
      <div className={styles.titleLine}>
        <h2 className={styles.title}>API keys</h2>
        <Button onClick={() => setMakes(true)}>New key</Button>
      </div>
      {keys.length === 0 ? (
        <Empty title="No keys yet.">A key lets another program of yours work with the shop.</Empty>
      ) : (
        <table className={table.table}>
          <thead>
            <tr>
              <th>Name</th>
              <th>May</th>
              <th data-minor data-number>
                Made
              </th>
              <th aria-label="Revoke" />
            </tr>
          </thead>
          <tbody>
            {keys.map((each) => (
              <tr key={each.id}>
                <td>{each.name}</td>
                <td className={styles.scopes}>{each.scopes.join(', ')}</td>
                <td data-minor data-number>
                  {dateOf(each.createdAt)}
                </td>
                <td data-number>
                  <Button size="compact-sm" variant="default" onClick={() => revoke(each)}>
                    Revoke
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Modal
        opened={makes}
        onClose={() => setMakes(false)}
        title="New API key"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <NewKey onDone={() => setMakes(false)} onMade={() => void client.invalidateQueries({ queryKey: key })} />
      </Modal>
    </section>
  )
}

function NewKey({ onDone, onMade }: { onDone: () => void; onMade: () => void }) {
  const { api } = useDesk()
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<string[]>([])
  const making = useMutation({
    mutationFn: () => api({ method: 'POST', path: '/api-keys', body: { name, scopes: chosen }, answer: newApiKey }),
    onSuccess: onMade,
  })
  if (making.data) return <Secret secret={making.data.secret} onDone={onDone} />
  const submit = (event: FormEvent) => {
    event.preventDefault()
    making.mutate()
  }
  return (
    <form onSubmit={submit} className={styles.form}>
      <TextInput
        label="Name"
        placeholder="What uses it, such as warehouse"
        required
        withAsterisk={false}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        data-autofocus
      />
      <Checkbox.Group label="It may" value={chosen} onChange={setChosen}>
        <div className={styles.choices}>
          {scopes.map(({ scope, label }) => (
            <Checkbox key={scope} value={scope} label={label} />
          ))}
        </div>
      </Checkbox.Group>
      {making.error && <p role="alert">{sayFault(making.error)}</p>}
      <Button type="submit" loading={making.isPending} disabled={chosen.length === 0 || name.trim() === ''}>
        Make the key
      </Button>
    </form>
  )
}

function Secret({ secret, onDone }: { secret: string; onDone: () => void }) {
  return (
    <div className={styles.form}>
      <p>Copy it now. It is shown this once; only its fingerprint is kept.</p>
      <code className={styles.secret}>{secret}</code>
      <CopyButton value={secret}>
        {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy the key'}</Button>}
      </CopyButton>
      <Button variant="default" onClick={onDone}>
        Done
      </Button>
    </div>
  )
}
