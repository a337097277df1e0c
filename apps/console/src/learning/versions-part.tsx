import { Button, Modal } from '@mantine/core'
import type { Teaching } from '@parley/contracts'
import { useState } from 'react'
import { useDesk } from '../live/desk-context.tsx'
import { Empty, Fault, RowsComing } from '../shell/states.tsx'
import { tellDone } from '../shell/tell.tsx'
import { exactTime } from '../words/times.ts'
import styles from './learning.module.css'
import { Scores } from './scores.tsx'
import { useTeach, useTeachings } from './use-learning.ts'

const stateWords: Readonly<Record<Teaching['state'], string>> = {
  owed: 'Being made',
  live: 'Live',
  kept: 'Kept',
  refused: 'Not taken: a language would lose more than half a point',
  failed: 'Could not be made',
}

/** Versions of what the shop has taught, side by side with the reading as it ships; an earlier one can be gone back to. */
export function VersionsPart() {
  const { data, error, refetch } = useTeachings()
  const { role } = useDesk()
  const { mutate, isPending } = useTeach()
  const [asked, setAsked] = useState<{ id: string; name: string } | null>(null)
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={4} height={72} />
  const { teachings } = data
  const mayChange = role === 'owner' || role === 'admin'
  const isOwed = teachings.some(({ state }) => state === 'owed')
  const goTo = (id: string) =>
    mutate(
      { path: `/learning/teachings/${id}/live` },
      { onSuccess: () => tellDone('The bot reads by it from now on.'), onSettled: () => setAsked(null) },
    )
  return (
    <>
      <div className={styles.choices}>
        <Button variant="default" loading={isOwed} onClick={() => mutate({ path: '/learning/teachings' })}>
          Teach anew
        </Button>
        {mayChange && teachings.some(({ state }) => state === 'live') && (
          <Button variant="default" onClick={() => setAsked({ id: 'base', name: 'the reading as it ships' })}>
            Read as shipped
          </Button>
        )}
        <p className={styles.soft}>
          Measured on sentences that nobody taught from. Live only where no language loses more than half a point.
        </p>
      </div>
      {teachings.length === 0 && (
        <Empty title="Nothing taught yet.">
          A version is made whenever somebody teaches the bot what messages mean.
        </Empty>
      )}
      <ul className={styles.groups}>
        {teachings.map((one) => (
          <li key={one.id} className={styles.group}>
            <div className={styles.said}>
              <h2 className={styles.version}>
                Version {one.number} <span data-state={one.state}>{stateWords[one.state]}</span>
              </h2>
              <p className={styles.soft}>
                {exactTime(one.madeAt)}
                {one.finishedAt && `, from ${one.lessons} ${one.lessons === 1 ? 'example' : 'examples'}`}
              </p>
              <Scores teaching={one} />
            </div>
            {mayChange && one.state === 'kept' && (
              <div className={styles.moves}>
                <Button
                  variant="default"
                  onClick={() => setAsked({ id: one.id, name: `version ${one.number}` })}
                  aria-label={`Go back to this, version ${one.number}`}
                >
                  Go back to this
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <Modal opened={asked !== null} onClose={() => setAsked(null)} title={`Read by ${asked?.name ?? ''}?`} centered>
        <p>Every message from now on is read by it. Nothing that was taught is lost, and you can go back again.</p>
        <div className={styles.moves}>
          <Button onClick={() => asked && goTo(asked.id)} loading={isPending}>
            Read by it
          </Button>
          <Button variant="default" onClick={() => setAsked(null)}>
            Cancel
          </Button>
        </div>
      </Modal>
    </>
  )
}
