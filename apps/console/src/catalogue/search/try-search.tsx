import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import forms from '../../forms/forms.module.css'
import { useDesk } from '../../live/desk-context.tsx'
import { Empty, Fault, RowsComing } from '../../shell/states.tsx'
import styles from '../catalogue.module.css'

const answer = z.object({
  hits: z.array(z.object({ card: z.object({ productId: z.string(), title: z.string() }), score: z.number() })),
  total: z.number(),
  corrected: z.string().optional(),
})

/** What shoppers find by these words, as it stands. */
export function TrySearch() {
  const [words, setWords] = useState('')
  const [asked, setAsked] = useState({ words: '', time: 0 })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(({ time }) => ({ words: words.trim(), time: time + 1 }))
  }
  return (
    <section className={forms.form} aria-label="Try a search">
      <h2>Try a search</h2>
      <form onSubmit={submit} className={forms.form}>
        <TextInput
          label="What a shopper asks for"
          maxLength={300}
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
        <div className={forms.row}>
          <Button type="submit" variant="default" disabled={words.trim() === ''}>
            Search
          </Button>
        </div>
      </form>
      <div aria-live="polite">{asked.words !== '' && <Found {...asked} />}</div>
    </section>
  )
}

function Found({ words, time }: { words: string; time: number }) {
  const { api, shopId } = useDesk()
  const { data, error, refetch } = useQuery({
    queryKey: ['try-search', shopId, words, time],
    queryFn: ({ signal }) => api({ path: '/search', query: { q: words, limit: 12 }, answer, signal }),
  })
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={2} />
  if (data.hits.length === 0)
    return <Empty title={`Nothing is found by “${words}”.`}>Write it above beside a word that the shop uses.</Empty>
  return (
    <>
      <p className={styles.soft}>
        {data.total === 1 ? 'One product' : `${data.total} products`}
        {data.corrected && `, searched as “${data.corrected}”`}
      </p>
      <ol>
        {data.hits.map(({ card }) => (
          <li key={card.productId}>{card.title}</li>
        ))}
      </ol>
    </>
  )
}
