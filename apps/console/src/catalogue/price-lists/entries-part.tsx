import { Button, NumberInput } from '@mantine/core'
import { type PriceList, priceListEntry } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { MoneyField } from '../../forms/money-field.tsx'
import { useDesk } from '../../live/desk-context.tsx'
import styles from '../../orders/order-page.module.css'
import dialogue from '../../proposals/proposal-dialogue.module.css'
import { Fault, RowsComing } from '../../shell/states.tsx'
import { tellDone, tellFault } from '../../shell/tell.tsx'
import { useMayWrite } from '../may-write.ts'
import { VariantPicker } from '../promotions/variant-picker.tsx'

const answer = z.object({ entries: z.array(priceListEntry), next: z.string().nullable() })
type Entry = z.infer<typeof priceListEntry>
type Written = Pick<Entry, 'variantId' | 'minQuantity'> & { amount: number | null }

/** The prices of a list: by thing, and by how many from which each counts. */
export function EntriesPart({ list }: { list: PriceList }) {
  const { api, shopId } = useDesk()
  const client = useQueryClient()
  const mayWrite = useMayWrite()
  const path = `/price-lists/${list.id}/entries`
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['price-lists', shopId, 'entries', list.id],
    queryFn: ({ pageParam, signal }) => api({ path, query: { after: pageParam, limit: 100 }, answer, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const writing = useMutation({
    mutationFn: (entry: Written) =>
      api({ method: 'PUT', path, body: { entries: [entry] }, answer: z.object({ written: z.int() }) }),
    onSuccess: () => {
      for (const name of ['price-lists', 'audit']) void client.invalidateQueries({ queryKey: [name] })
    },
    onError: tellFault,
  })
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  const entries = data?.pages.flatMap((page) => page.entries) ?? []
  const takeOut = ({ variantId, minQuantity, amount, title }: Entry) =>
    writing.mutate(
      { variantId, minQuantity, amount: null },
      {
        onSuccess: () =>
          tellDone(`${title} is out of the list.`, () => writing.mutate({ variantId, minQuantity, amount })),
      },
    )
  return (
    <section className={styles.section}>
      <h2>Prices</h2>
      {!data && <RowsComing rows={4} />}
      {data && entries.length === 0 && <p className={styles.soft}>None yet: put the first thing in below.</p>}
      {entries.length > 0 && (
        <table className={styles.lines}>
          <thead>
            <tr>
              <th>Thing</th>
              <th data-number>From</th>
              <th data-minor data-number>
                Usually
              </th>
              <th data-number>Price</th>
              <th data-number aria-label="Take out" />
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={`${entry.variantId} ${entry.minQuantity}`}>
                <td>
                  <b>{entry.title}</b>
                  <span className={styles.soft}>{entry.options}</span>
                </td>
                <td data-number>{entry.minQuantity}</td>
                <td data-minor data-number>
                  {entry.listPrice !== null && money(entry.listPrice, list)}
                </td>
                <td data-number>{money(entry.amount, list)}</td>
                <td data-number>
                  {mayWrite && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`Take out ${entry.title} from ${entry.minQuantity}`}
                      onClick={() => takeOut(entry)}
                    >
                      Take out
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {hasNextPage && (
        <Button variant="subtle" fullWidth loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          More prices
        </Button>
      )}
      {mayWrite && <AddEntry list={list} isPending={writing.isPending} onAdd={(entry) => writing.mutate(entry)} />}
    </section>
  )
}

interface AddProps {
  list: PriceList
  isPending: boolean
  onAdd: (entry: Written) => void
}

function AddEntry({ list, isPending, onAdd }: AddProps) {
  const [chosen, setChosen] = useState<{ variantId: string; title: string } | null>(null)
  const [minQuantity, setMinQuantity] = useState(1)
  const [amount, setAmount] = useState<number | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!chosen || amount === null) return
    onAdd({ variantId: chosen.variantId, minQuantity, amount })
    setChosen(null)
    setAmount(null)
    setMinQuantity(1)
  }
  return (
    <form onSubmit={submit} className={dialogue.form} style={{ maxWidth: 640, marginTop: 16 }}>
      <VariantPicker
        label={chosen ? `${chosen.title}; or another thing` : 'Put a thing in'}
        onPick={({ variantId, title, options }) =>
          setChosen({ variantId, title: [title, options].filter(Boolean).join(', ') })
        }
      />
      {chosen && (
        <>
          <div className={dialogue.fields}>
            <NumberInput
              label="From how many on"
              value={minQuantity}
              onChange={(value) => setMinQuantity(Math.max(1, Number(value) || 1))}
              min={1}
              max={999}
              allowDecimal={false}
            />
            <MoneyField label="Price of one" currency={list.currency} value={amount} onChange={setAmount} isRequired />
          </div>
          <div>
            <Button type="submit" loading={isPending} disabled={amount === null}>
              Put it in
            </Button>
          </div>
        </>
      )}
    </form>
  )
}

const money = (amount: number, { currency }: PriceList) => formatMoney({ amount, currency }, navigator.language)
