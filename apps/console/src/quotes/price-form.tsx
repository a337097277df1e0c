import { Button, TextInput } from '@mantine/core'
import { type Quote, quote as quoteSchema } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { sayFault } from '../api/problem.ts'
import { MoneyField } from '../forms/money-field.tsx'
import { useDesk } from '../live/desk-context.tsx'
import styles from '../orders/order-page.module.css'
import dialogue from '../proposals/proposal-dialogue.module.css'
import { tellDone } from '../shell/tell.tsx'

const usualDays = 30
const money = (amount: number, currency: string) => formatMoney({ amount, currency }, navigator.language)

/** A price for each thing and a last day; sent, the company is told. An earlier offer can't be accepted any more then. */
export function PriceForm({ quote }: { quote: Quote }) {
  const { api } = useDesk()
  const client = useQueryClient()
  const { currency, lines, version } = quote
  const [prices, setPrices] = useState<Record<string, number | null>>(() =>
    Object.fromEntries(
      lines.map(({ variantId, unitPrice, listPrice }) => [variantId, (unitPrice ?? listPrice)?.amount ?? null]),
    ),
  )
  const [until, setUntil] = useState(() => dayOf(quote.validUntil))
  const total = lines.reduce((sum, { variantId, quantity }) => sum + (prices[variantId] ?? 0) * quantity, 0)
  const isWhole = lines.every(({ variantId }) => prices[variantId] !== null)
  const sending = useMutation({
    mutationFn: () =>
      api({
        method: 'PUT',
        path: `/quotes/${quote.id}/price`,
        body: {
          version,
          validUntil: new Date(`${until}T23:59:59`).toISOString(),
          lines: lines.map(({ variantId }) => ({ variantId, unitPrice: prices[variantId] ?? 0 })),
        },
        answer: quoteSchema,
      }),
    onSuccess: () => {
      tellDone('Sent. The company is told by mail, and in the chat where it asked.')
      for (const name of ['quote', 'quotes', 'audit']) void client.invalidateQueries({ queryKey: [name] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    sending.mutate()
  }
  return (
    <form onSubmit={submit} className={dialogue.form}>
      <table className={styles.lines}>
        <thead>
          <tr>
            <th>Thing</th>
            <th data-number>Quantity</th>
            <th data-number>Usually</th>
            <th data-number>Price each</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.variantId}>
              <td>
                <b>{line.title}</b>
                <span className={styles.soft}>{line.options}</span>
              </td>
              <td data-number>{line.quantity}</td>
              <td data-number>{line.listPrice && money(line.listPrice.amount, currency)}</td>
              <td data-number>
                <span style={{ display: 'inline-block', width: 148 }}>
                  <MoneyField
                    label={`Price of one ${[line.title, line.options].filter(Boolean).join(', ')}`}
                    isLabelHidden
                    isRequired
                    currency={currency}
                    value={prices[line.variantId] ?? null}
                    onChange={(amount) => setPrices((before) => ({ ...before, [line.variantId]: amount }))}
                  />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr data-total>
            <th scope="row" colSpan={3}>
              Together
            </th>
            <td data-number>{money(total, currency)}</td>
          </tr>
        </tfoot>
      </table>
      <div className={dialogue.fields}>
        <TextInput
          type="date"
          label="Holds until"
          description="To the end of that day"
          value={until}
          onChange={({ currentTarget }) => setUntil(currentTarget.value)}
          required
          withAsterisk={false}
        />
      </div>
      {sending.error && (
        <p role="alert" className={dialogue.fault}>
          {sayFault(sending.error)}
        </p>
      )}
      <div>
        <Button type="submit" loading={sending.isPending} disabled={!isWhole || until === ''}>
          {quote.status === 'priced' ? 'Send the new price' : 'Send the price'}
        </Button>
      </div>
    </form>
  )
}

/** As the browser's calendar writes days; a month from now where none was named. */
function dayOf(iso: string | null): string {
  const at = iso === null ? new Date(Date.now() + usualDays * 86_400_000) : new Date(iso)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}
