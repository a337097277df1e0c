import { NumberInput, TagsInput } from '@mantine/core'
import { type AgentRules, type DeskAgent, deskAgent } from '@parley/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useDesk } from '../live/desk-context.tsx'
import settings from '../settings/settings-page.module.css'
import { Fault, RowsComing } from '../shell/states.tsx'
import { tellFault } from '../shell/tell.tsx'
import styles from './desk-settings.module.css'
import { useAgents } from './use-people.ts'
import { statusWords } from './use-status.ts'

/** What each of the desk is given: how many at a time, in which languages, and what she can do. */
export function PeoplePart() {
  const { data, error, refetch } = useAgents()
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={4} />
  return (
    <section>
      <h2 className={settings.title}>People of the desk</h2>
      <p className={styles.soft}>
        Whoever is online is given who has waited longest and whom she can help. Nobody is given more than she can
        carry.
      </p>
      <ul className={styles.list}>
        {data.map((agent) => (
          <Person key={agent.accountId} agent={agent} />
        ))}
      </ul>
    </section>
  )
}

function Person({ agent }: { agent: DeskAgent }) {
  const { api, shopId } = useDesk()
  const client = useQueryClient()
  const saving = useMutation({
    mutationFn: (rules: Partial<AgentRules>) =>
      api({ method: 'PATCH', path: `/desk/agents/${agent.accountId}`, body: rules, answer: deskAgent }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['agents', shopId] }),
    onError: tellFault,
  })
  return (
    <li className={styles.item}>
      <div className={styles.itemHead}>
        <h3 className={styles.name}>{agent.name}</h3>
        <span className={styles.soft}>
          {statusWords[agent.status].label}, {agent.load} of {agent.capacity} in hand
        </span>
      </div>
      <div className={styles.fields}>
        <NumberInput
          label="At a time"
          min={1}
          max={100}
          defaultValue={agent.capacity}
          onBlur={({ currentTarget }) => {
            const capacity = Number(currentTarget.value)
            if (capacity >= 1 && capacity !== agent.capacity) saving.mutate({ capacity })
          }}
        />
        <TagsInput
          label="Languages"
          placeholder={agent.languages.length === 0 ? 'All' : ''}
          defaultValue={agent.languages}
          onChange={(languages) => saving.mutate({ languages })}
        />
        <TagsInput
          label="Skills"
          placeholder={agent.skills.length === 0 ? 'None in particular' : ''}
          defaultValue={agent.skills}
          onChange={(skills) => saving.mutate({ skills })}
        />
      </div>
    </li>
  )
}
