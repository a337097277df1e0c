import { Anchor, CopyButton, Switch, Tooltip } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { sayFault } from '../../api/problem.ts'
import forms from '../../forms/forms.module.css'
import { useDesk } from '../../live/desk-context.tsx'
import { Fault, RowsComing } from '../../shell/states.tsx'
import { tellDone } from '../../shell/tell.tsx'
import { languageName } from '../../words/names.ts'
import styles from '../catalogue.module.css'
import { useMayWrite } from '../may-write.ts'

const answer = z.object({ open: z.boolean(), addresses: z.array(z.string()) })

/** Where others fetch the shop's goods, and the switch that closes it to them. */
export function FeedsOut() {
  const { api, shopId } = useDesk()
  const mayWrite = useMayWrite()
  const client = useQueryClient()
  const queryKey = ['feeds-out', shopId]
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api({ path: '/feeds/out', answer, signal }),
  })
  const opening = useMutation({
    mutationFn: (open: boolean) => api({ method: 'PUT', path: '/feeds/out', body: { open }, answer }),
    onSuccess: (told) => {
      client.setQueryData(queryKey, told)
      tellDone(told.open ? 'Others can fetch your goods.' : 'Nobody can fetch your goods any more.')
    },
  })
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={3} />
  const kinds = Map.groupBy(data.addresses, (address) => nameOf(address).slice(0, -'.xml'.length))
  return (
    <section>
      <h2 className={forms.partTitle}>Goods for others</h2>
      <Switch
        label="Search engines and marketplaces may fetch your goods"
        description="Prices and stock as they are when they are fetched. No draft is in it."
        checked={data.open}
        disabled={!mayWrite || opening.isPending}
        onChange={(event) => opening.mutate(event.currentTarget.checked)}
      />
      {opening.error && (
        <p role="alert" className={styles.reason}>
          {sayFault(opening.error)}
        </p>
      )}
      {data.open && (
        <ul className={styles.traces}>
          {[...kinds].map(([kind, addresses]) => (
            <li key={kind}>
              <b>
                {languageName(kind.split('-')[0] ?? '')}, {kind.split('-')[1]}
              </b>
              <span className={styles.reason}>
                {addresses.map((address) => (
                  <FeedAddress key={address} address={address} />
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function FeedAddress({ address }: { address: string }) {
  const format = nameOf(address).split('.')[1]?.toUpperCase() ?? ''
  return (
    <CopyButton value={address}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? 'Copied' : address}>
          <Anchor
            component="button"
            type="button"
            onClick={copy}
            mr="md"
            aria-label={`Copy the address of ${nameOf(address)}`}
          >
            {copied ? 'Copied' : format}
          </Anchor>
        </Tooltip>
      )}
    </CopyButton>
  )
}

const nameOf = (address: string): string => address.split('/').at(-1) ?? ''
