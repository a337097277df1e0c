import { Button } from '@mantine/core'
import { type Promotion, promotion as promotionSchema } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sayFault } from '../../api/problem.ts'
import forms from '../../forms/forms.module.css'
import { useDesk } from '../../live/desk-context.tsx'
import { useNow } from '../../live/now.ts'
import state from '../../orders/order-state.module.css'
import { tellDone, tellFault } from '../../shell/tell.tsx'
import { exactTime } from '../../words/times.ts'
import styles from '../catalogue.module.css'
import { useMayWrite } from '../may-write.ts'
import { standing } from './tell-promotion.ts'

/** How a promotion stands: whether it runs, how often it was used, what it has cost; paused, resumed and ended from here. */
export function PromotionStanding({ promotion }: { promotion: Promotion }) {
  const now = useNow()
  const [word, tone] = standing(promotion, now)
  const { uses, mostUses, spent, budget, createdAt } = promotion
  const currencies = [...new Set([...Object.keys(budget ?? {}), ...Object.keys(spent)])]
  const money = (amount: number, currency: string) => formatMoney({ amount, currency }, navigator.language)
  return (
    <aside className={styles.standing}>
      <span className={state.state} data-tone={tone}>
        {word}
      </span>
      <dl className={styles.facts}>
        <div>
          <dt>Used</dt>
          <dd>{mostUses === null ? `${uses} times` : `${uses} of ${mostUses} times`}</dd>
        </div>
        {currencies.map((currency) => (
          <div key={currency}>
            <dt>Cost in {currency}</dt>
            <dd>
              {money(spent[currency] ?? 0, currency)}
              {budget && ` of ${money(budget[currency] ?? 0, currency)}`}
            </dd>
          </div>
        ))}
        <div>
          <dt>Made</dt>
          <dd>{exactTime(createdAt)}</dd>
        </div>
      </dl>
      <Moves promotion={promotion} />
    </aside>
  )
}

function Moves({ promotion }: { promotion: Promotion }) {
  const { api, shopId } = useDesk()
  const client = useQueryClient()
  const mayWrite = useMayWrite()
  const [ends, setEnds] = useState(false)
  const move = (status: Promotion['status'], version: number) =>
    api({
      method: 'POST',
      path: `/promotions/${promotion.id}/status`,
      body: { version, status },
      answer: promotionSchema,
    })
  const settle = async (moved: Promotion) => {
    client.setQueryData(['promotions', shopId, 'one', moved.id], moved)
    await Promise.all([
      client.invalidateQueries({ queryKey: ['promotions', shopId, 'list'] }),
      client.invalidateQueries({ queryKey: ['audit', shopId] }),
    ])
  }
  const moving = useMutation({
    mutationFn: (status: Promotion['status']) => move(status, promotion.version),
    onSuccess: async (moved) => {
      const back = () => void move(promotion.status, moved.version).then(settle, tellFault)
      const told = { active: 'It runs again.', paused: 'It is paused.', ended: 'It has ended.' }[moved.status]
      tellDone(told, moved.status === 'ended' ? undefined : back)
      await settle(moved)
    },
  })
  if (!mayWrite || promotion.status === 'ended') return null
  return (
    <div className={forms.form}>
      {moving.error && <p role="alert">{sayFault(moving.error)}</p>}
      <div className={forms.row}>
        <Button
          variant="default"
          loading={moving.isPending}
          onClick={() => moving.mutate(promotion.status === 'paused' ? 'active' : 'paused')}
        >
          {promotion.status === 'paused' ? 'Resume' : 'Pause'}
        </Button>
        {!ends && (
          <Button variant="default" onClick={() => setEnds(true)}>
            End it…
          </Button>
        )}
      </div>
      {ends && (
        <div className={forms.form}>
          <p>What has ended stays so, and its codes open nothing any more.</p>
          <div className={forms.row}>
            <Button variant="default" onClick={() => setEnds(false)}>
              Leave it
            </Button>
            <Button color="bad" loading={moving.isPending} onClick={() => moving.mutate('ended')}>
              End it for good
            </Button>
          </div>
        </div>
      )}
    </div>
  )
}
