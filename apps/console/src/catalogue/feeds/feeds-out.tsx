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
  const byLanguage = Map.groupBy(data.addresses, (address) => partsOf(address).language)
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
          {[...byLanguage].map(([language, addresses]) => (
            <li key={language}>
              <b>{languageName(language)}</b>
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

/** Copied by a click, since it is for others to fetch. */
function FeedAddress({ address }: { address: string }) {
  const { language, currency, format } = partsOf(address)
  return (
    <CopyButton value={address}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? 'Copied' : address}>
          <Anchor
            component="button"
            type="button"
            onClick={copy}
            mr="md"
            aria-label={`Copy the address of ${languageName(language)}, ${currency}, ${format}`}
          >
            {copied ? 'Copied' : `${currency} ${format}`}
          </Anchor>
        </Tooltip>
      )}
    </CopyButton>
  )
}

/** Of an address that ends in `sv-SEK.xml`. */
function partsOf(address: string): { language: string; currency: string; format: string } {
  const [, language = '', currency = '', format = ''] = /([a-z]+)-([A-Z]+)\.([a-z]+)$/.exec(address) ?? []
  return { language, currency, format: format.toUpperCase() }
}
