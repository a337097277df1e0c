import { Button, Modal, Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { useMayWrite } from '../catalogue/may-write.ts'
import desk from '../desk/desk-settings.module.css'
import { Trail } from '../forms/trail.tsx'
import { useDesk } from '../live/desk-context.tsx'
import state from '../orders/order-state.module.css'
import { Fault, RowsComing } from '../shell/states.tsx'
import { tellDone, tellFault } from '../shell/tell.tsx'
import { type Provider, provider as providerSchema } from './provider.ts'
import { labelOf, ProviderForm } from './provider-form.tsx'
import styles from './settings-page.module.css'

const answer = z.object({ providers: z.array(providerSchema) })

/** The shop's ways of being paid: switched on and off, set up, in the order in which they are offered. */
export function PaymentsPart() {
  const { api, shopId } = useDesk()
  const client = useQueryClient()
  const mayWrite = useMayWrite()
  const [edited, setEdited] = useState<string | null>(null)
  const key = ['settings', shopId, '/payment-providers']
  const { data, error, refetch } = useQuery({
    queryKey: key,
    enabled: mayWrite,
    queryFn: ({ signal }) => api({ path: '/payment-providers', answer, signal }),
  })
  const change = (id: string, body: unknown) =>
    api({ method: 'PATCH', path: `/payment-providers/${id}`, body, answer: providerSchema })
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: key }),
      client.invalidateQueries({ queryKey: ['audit', shopId] }),
    ])
  const switching = useMutation({
    mutationFn: ({ id, enabled }: Provider) => change(id, { enabled: !enabled }),
    onSuccess: (now) => {
      const back = () => void change(now.id, { enabled: !now.enabled }).then(refresh, tellFault)
      tellDone(now.enabled ? `${now.name} is offered.` : `${now.name} is offered no more.`, back)
      return refresh()
    },
    onError: tellFault,
  })
  const moving = useMutation({
    mutationFn: async (order: readonly string[]) => {
      for (const [position, id] of order.entries()) await change(id, { position })
    },
    onSuccess: refresh,
    onError: tellFault,
  })
  if (!mayWrite) return <p>Owners and admins set up how the shop is paid.</p>
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={6} />
  const { providers } = data
  const ids = providers.map(({ id }) => id)
  const editing = providers.find(({ id }) => id === edited)
  return (
    <>
      <section>
        <h2 className={styles.title}>Ways to pay</h2>
        <p className={styles.scopes}>
          In this order they are offered. What was paid by one can be given back also after it is switched off.
        </p>
        <ul className={desk.list}>
          {providers.map((each, at) => (
            <li key={each.id} className={desk.item}>
              <div className={desk.itemHead}>
                <h3 className={desk.name}>
                  {each.name} <Standing provider={each} />
                </h3>
                <span className={desk.buttons}>
                  {at > 0 && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      loading={moving.isPending}
                      aria-label={`Up: offer ${each.name} earlier`}
                      onClick={() =>
                        moving.mutate([...ids.slice(0, at - 1), each.id, ids[at - 1] ?? '', ...ids.slice(at + 1)])
                      }
                    >
                      Up
                    </Button>
                  )}
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`Set up ${each.name}`}
                    onClick={() => setEdited(each.id)}
                  >
                    Set up
                  </Button>
                  <Switch
                    aria-label={`Offer ${each.name}`}
                    checked={each.enabled}
                    disabled={switching.isPending}
                    onChange={() => switching.mutate(each)}
                  />
                </span>
              </div>
              <p className={desk.soft}>{each.description}</p>
              {each.enabled && each.problems.length > 0 && (
                <p className={styles.scopes}>
                  Not offered until it is set up:{' '}
                  {each.problems.map(({ path }) => labelOf(path).toLowerCase()).join(', ')}.
                </p>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2 className={styles.title}>Who changed it</h2>
        <Trail
          action="payment_provider."
          tell={({ subject }) => providers.find(({ id }) => id === subject)?.name ?? subject}
        />
      </section>
      <Modal
        opened={editing !== undefined}
        onClose={() => setEdited(null)}
        title={editing?.name}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {editing && (
          <ProviderForm
            provider={editing}
            onSave={(settings) => change(editing.id, { settings })}
            onDone={() => {
              setEdited(null)
              tellDone('Saved.')
              void refresh()
            }}
          />
        )}
      </Modal>
    </>
  )
}

function Standing({ provider: { enabled, offered } }: { provider: Provider }) {
  const [word, tone] = offered ? ['Offered', 'good'] : enabled ? ['Not set up', 'warn'] : ['Off', 'plain']
  return (
    <span className={state.state} data-tone={tone}>
      {word}
    </span>
  )
}
