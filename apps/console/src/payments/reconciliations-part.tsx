import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Reconciliation, reconciliation, reconciliationsAnswer } from '../api/commerce-schemas.ts'
import { useDesk } from '../live/desk-context.tsx'
import { Empty, Fault, RowsComing } from '../shell/states.tsx'
import { tellDone, tellFault } from '../shell/tell.tsx'
import { plainWords } from '../words/names.ts'
import { exactTime } from '../words/times.ts'
import styles from './reconciliations-part.module.css'

/** Each night, and when somebody asks, payments are compared with what the banks say: what was found and mended. */
export function ReconciliationsPart() {
  const { api, shopId, role } = useDesk()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['reconciliations', shopId],
    queryFn: async ({ signal }) =>
      (await api({ path: '/reconciliations', answer: reconciliationsAnswer, signal })).reconciliations,
  })
  const comparing = useMutation({
    mutationFn: () => api({ method: 'POST', path: '/reconciliations', body: {}, answer: reconciliation }),
    onSuccess: ({ looked, mended }) => {
      tellDone(`${looked} payments compared, ${mended.length} mended.`)
      for (const name of ['reconciliations', 'payments', 'orders']) void client.invalidateQueries({ queryKey: [name] })
    },
    onError: tellFault,
  })
  return (
    <div className={styles.part}>
      <div className={styles.top}>
        <p>
          Every night all payments of the last two months are compared with their providers. What a lost message left is
          taken in; sums that don’t come out are listed.
        </p>
        {role !== 'viewer' && (
          <Button onClick={() => comparing.mutate()} loading={comparing.isPending}>
            Compare now
          </Button>
        )}
      </div>
      {error ? (
        <Fault fault={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <RowsComing rows={4} />
      ) : data.length === 0 ? (
        <Empty title="Nothing has been compared yet.">The first time is tonight, or now.</Empty>
      ) : (
        <ol className={styles.runs}>
          {data.map((run) => (
            <Run key={run.id} run={run} />
          ))}
        </ol>
      )}
    </div>
  )
}

function Run({ run: { at, asked, looked, mended, faults } }: { run: Reconciliation }) {
  const isFine = mended.length === 0 && faults.length === 0
  return (
    <li className={styles.run} data-tone={faults.length > 0 ? 'bad' : mended.length > 0 ? 'warn' : 'good'}>
      <p>
        <time dateTime={at}>{exactTime(at)}</time>
        <span className={styles.soft}>{asked ? ' asked for' : ' by night'}</span>
      </p>
      <p>
        {looked === 1 ? '1 payment' : `${looked} payments`} compared. {isFine && 'All of them stood as the books say.'}
      </p>
      {mended.length > 0 && (
        <ul>
          {mended.map((each) => (
            <li key={each.paymentId}>
              Mended:{' '}
              <Link to="/orders/$orderId" params={{ orderId: each.orderId }}>
                {each.orderNumber}
              </Link>
              , {plainWords(each.provider)}, from {plainWords(each.from)} to {plainWords(each.to)}
            </li>
          ))}
        </ul>
      )}
      {faults.length > 0 && (
        <ul>
          {faults.map(({ rule, ids }) => (
            <li key={rule}>
              Does not hold: {rule} ({ids.join(', ')})
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
