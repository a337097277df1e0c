import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { z } from 'zod'
import { useDesk } from '../live/desk-context.tsx'
import { useNow } from '../live/now.ts'
import { tellFault } from '../shell/tell.tsx'
import { clockTime } from '../words/times.ts'
import styles from './call-bar.module.css'

const callBack = z.object({ id: z.string(), conversationId: z.string(), at: z.string(), phone: z.string().nullable() })
const answer = z.object({ callBacks: z.array(callBack) })
const closed = z.object({ closed: z.literal(true) })

/** So long before the time a call back is shown, and until somebody has made it. */
const aheadMs = 10 * 60_000

/** Who is to be called about now: one press rings at her page, a number stands by for when she has left it. */
export function CallBacks() {
  const { api, shopId } = useDesk()
  const now = useNow()
  const { data } = useQuery({
    queryKey: ['desk', 'call-backs', shopId],
    queryFn: ({ signal }) => api({ path: '/desk/call-backs', answer, signal }),
    refetchInterval: 60_000,
  })
  const due = data?.callBacks.filter(({ at }) => Date.parse(at) - aheadMs <= now) ?? []
  return due.map((each) => <CallBack key={each.id} callBack={each} />)
}

function CallBack({ callBack: { id, conversationId, at, phone } }: { callBack: z.infer<typeof callBack> }) {
  const { api, calls, live, shopId } = useDesk()
  const client = useQueryClient()
  const navigate = useNavigate()
  const shopper = live.conversations().get(conversationId)?.person?.name || 'A shopper'
  const refresh = () => client.invalidateQueries({ queryKey: ['desk', 'call-backs', shopId] })
  const call = async () => {
    void navigate({ to: '/inbox/$conversationId', params: { conversationId } })
    await calls.start(conversationId, false).then(refresh, tellFault)
  }
  const close = () =>
    api({ method: 'POST', path: `/desk/call-backs/${id}/close`, body: { as: 'called' }, answer: closed }).then(
      refresh,
      tellFault,
    )
  return (
    <section className={styles.call} aria-label={`Call back ${shopper}`} data-state="call-back">
      <p className={styles.words}>
        <Link to="/inbox/$conversationId" params={{ conversationId }} className={styles.name}>
          {shopper}
        </Link>
        <span>wishes to be called at {clockTime(at)}</span>
        {phone && <a href={`tel:${phone}`}>{phone}</a>}
      </p>
      <div className={styles.moves}>
        <Button size="compact-md" h={32} onClick={() => void call()}>
          Call
        </Button>
        <Button size="compact-md" h={32} variant="default" onClick={() => void close()}>
          Done
        </Button>
      </div>
    </section>
  )
}
