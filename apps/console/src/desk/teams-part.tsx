import { Button, Modal } from '@mantine/core'
import type { Team } from '@parley/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { useDesk } from '../live/desk-context.tsx'
import settings from '../settings/settings-page.module.css'
import { Empty, Fault, RowsComing } from '../shell/states.tsx'
import { doUnlessUndone, tellFault } from '../shell/tell.tsx'
import styles from './desk-settings.module.css'
import { TeamForm } from './team-form.tsx'
import { useTeams } from './use-people.ts'

/** Teams: what comes to them, when they work and what they promise. */
export function TeamsPart() {
  const { api, shopId } = useDesk()
  const client = useQueryClient()
  const { data, error, refetch } = useTeams()
  const [edited, setEdited] = useState<Team | 'new' | null>(null)
  const [going, setGoing] = useState<ReadonlySet<string>>(new Set())
  const remove = ({ id, name }: Team) => {
    setGoing((before) => new Set([...before, id]))
    const back = () => setGoing((before) => new Set([...before].filter((each) => each !== id)))
    doUnlessUndone(
      `${name} is dissolved.`,
      () => {
        api({ method: 'DELETE', path: `/desk/teams/${id}`, answer: z.unknown(), keepalive: true })
          .then(() => client.invalidateQueries({ queryKey: ['teams', shopId] }), tellFault)
          .finally(back)
      },
      back,
    )
  }
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={4} />
  const teams = data.filter(({ id }) => !going.has(id))
  return (
    <section>
      <div className={settings.titleLine}>
        <h2 className={settings.title}>Teams</h2>
        <Button onClick={() => setEdited('new')}>New team</Button>
      </div>
      {teams.length === 0 ? (
        <Empty title="No teams yet.">
          Everybody online is given everything. With a team, the shop also tells when it is closed and keeps promises.
        </Empty>
      ) : (
        <ul className={styles.list}>
          {teams.map((team) => (
            <li key={team.id} className={styles.item}>
              <div className={styles.itemHead}>
                <h3 className={styles.name}>{team.name}</h3>
                <span className={styles.buttons}>
                  <Button size="compact-sm" variant="default" onClick={() => setEdited(team)}>
                    Edit<span className={styles.unseen}> {team.name}</span>
                  </Button>
                  <Button size="compact-sm" variant="default" onClick={() => remove(team)}>
                    Dissolve<span className={styles.unseen}> {team.name}</span>
                  </Button>
                </span>
              </div>
              <p className={styles.soft}>{tellTeam(team)}</p>
            </li>
          ))}
        </ul>
      )}
      <Modal
        opened={edited !== null}
        onClose={() => setEdited(null)}
        title={edited === 'new' ? 'New team' : 'Team'}
        size="lg"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {edited && (
          <TeamForm
            team={edited === 'new' ? null : edited}
            onDone={() => {
              setEdited(null)
              void client.invalidateQueries({ queryKey: ['teams', shopId] })
            }}
          />
        )}
      </Modal>
    </section>
  )
}

function tellTeam({ members, channels, languages, reasons, hours, serviceLevels }: Team): string {
  const takes = [...channels, ...languages, ...reasons.map((reason) => reason.replaceAll('_', ' '))]
  const first = serviceLevels.firstAnswerMinutes
  return [
    `${members.length} ${members.length === 1 ? 'person' : 'people'}`,
    takes.length === 0 ? 'takes everything' : `takes ${takes.join(', ')}`,
    hours ? `works in ${hours.timeZone}` : 'works when the shop does',
    ...(first === null ? [] : [`answers within ${first} min`]),
  ].join(' · ')
}
