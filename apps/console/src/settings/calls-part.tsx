import { NumberInput, PasswordInput, Switch, TagsInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { useMayWrite } from '../catalogue/may-write.ts'
import { fieldErrors } from '../forms/field-errors.ts'
import forms from '../forms/forms.module.css'
import { Trail } from '../forms/trail.tsx'
import { Fault, RowsComing } from '../shell/states.tsx'
import { SaveBar } from './save-bar.tsx'
import styles from './settings-page.module.css'
import { useKept } from './use-kept.ts'

const answer = z.object({
  stun: z.array(z.string()),
  turn: z.array(z.string()),
  credentialMinutes: z.number(),
  relayOnly: z.boolean(),
  ringSeconds: z.number(),
  turnSecretSet: z.boolean(),
})
type Answer = z.infer<typeof answer>

/** How calls find their way, and how long they ring. */
export function CallsPart() {
  const mayWrite = useMayWrite()
  return mayWrite ? <Calls /> : <p>Owners and admins set up calls.</p>
}

function Calls() {
  const { data, error, refetch, saving } = useKept({
    path: '/call-settings',
    method: 'PATCH',
    answer,
    undo: ({ turnSecretSet: _, ...before }) => before,
  })
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={5} />
  return (
    <>
      <CallsForm
        key={JSON.stringify(data)}
        kept={data}
        fault={saving.error}
        isPending={saving.isPending}
        onSave={(body) => saving.mutate(body)}
      />
      <section>
        <h2 className={styles.title}>Who changed it</h2>
        <Trail action="call_settings." />
      </section>
    </>
  )
}

interface CallsFormProps {
  kept: Answer
  fault: unknown
  isPending: boolean
  onSave: (body: unknown) => void
}

function CallsForm({ kept, fault, isPending, onSave }: CallsFormProps) {
  const [given, setGiven] = useState(kept)
  const [secret, setSecret] = useState('')
  const set = (part: Partial<Answer>) => setGiven((before) => ({ ...before, ...part }))
  const errors = fieldErrors(fault)
  const listError = (name: string) => Object.entries(errors).find(([path]) => path.startsWith(name))?.[1]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { turnSecretSet: _, ...settings } = given
    onSave({ ...settings, ...(secret === '' ? {} : { turnSecret: secret }) })
  }
  return (
    <form onSubmit={submit} className={forms.form}>
      <h2 className={styles.title}>Calls</h2>
      <p className={styles.scopes}>
        They work as they stand where both sides can reach each other. Through strict firewalls they need a TURN server.
      </p>
      <NumberInput
        label="It rings so long in each round"
        description="First for who has the conversation, then for her team, then for anybody."
        value={given.ringSeconds}
        onChange={(value) => set({ ringSeconds: Number(value) })}
        min={5}
        max={120}
        suffix=" s"
        error={errors.ringSeconds}
      />
      <TagsInput
        label="STUN servers"
        placeholder="stun:turn.shop.example:3478"
        value={given.stun}
        onChange={(stun) => set({ stun })}
        error={listError('stun')}
      />
      <TagsInput
        label="TURN servers"
        placeholder="turn:turn.shop.example:3478?transport=udp"
        value={given.turn}
        onChange={(turn) => set({ turn })}
        error={listError('turn')}
      />
      <PasswordInput
        label="Secret of the TURN server"
        description={kept.turnSecretSet ? 'It is set. It is never shown.' : 'It is not set.'}
        placeholder={kept.turnSecretSet ? 'Leave empty to keep it' : ''}
        autoComplete="off"
        value={secret}
        onChange={({ currentTarget }) => setSecret(currentTarget.value)}
        error={errors.turnSecret}
      />
      <NumberInput
        label="A credential holds"
        value={given.credentialMinutes}
        onChange={(value) => set({ credentialMinutes: Number(value) })}
        min={5}
        max={1440}
        suffix=" min"
        error={errors.credentialMinutes}
      />
      <Switch
        label="Always through the TURN server, so that neither side learns the other’s address"
        checked={given.relayOnly}
        onChange={({ currentTarget }) => set({ relayOnly: currentTarget.checked })}
        error={errors.relayOnly}
      />
      <SaveBar fault={fault} isPending={isPending} isTouched={given !== kept || secret !== ''} />
    </form>
  )
}
