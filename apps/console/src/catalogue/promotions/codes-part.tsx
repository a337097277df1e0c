import { Button, NativeSelect, NumberInput, Switch, TextInput } from '@mantine/core'
import { type Promotion, promotionCode } from '@parley/contracts'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { sayFault } from '../../api/problem.ts'
import forms from '../../forms/forms.module.css'
import { useDesk } from '../../live/desk-context.tsx'
import { download as saveFile } from '../../reports/csv.ts'
import { Fault, RowsComing } from '../../shell/states.tsx'
import table from '../../shell/table.module.css'
import { tellDone, tellFault } from '../../shell/tell.tsx'
import { useMayWrite } from '../may-write.ts'

const answer = z.object({ codes: z.array(promotionCode), next: z.number().nullable(), csv: z.string().optional() })
const added = z.object({ added: z.number() })

/** The codes that open a promotion: one for many, or as many as one likes for one use each. */
export function CodesPart({ promotion }: { promotion: Promotion }) {
  const { api, shopId } = useDesk()
  const mayWrite = useMayWrite() && promotion.status !== 'ended'
  const [used, setUsed] = useState('')
  const path = `/promotions/${promotion.id}/codes`
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['codes', shopId, promotion.id, used],
    queryFn: ({ pageParam, signal }) => api({ path, query: { used, after: pageParam, limit: 50 }, answer, signal }),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const download = async () => {
    try {
      const parts: string[] = []
      for (let after: number | null = 0; after !== null; ) {
        const page: z.infer<typeof answer> = await api({
          path,
          query: { used, after, limit: 10_000, csv: true },
          answer,
        })
        // Each page comes with its own heading; one is enough.
        parts.push(parts.length === 0 ? (page.csv ?? '') : (page.csv ?? '').replace(/^[^\n]*\n/, ''))
        after = page.next
      }
      saveFile(`codes-${promotion.name}.csv`, parts.join(''))
    } catch (fault) {
      tellFault(fault)
    }
  }
  const codes = data?.pages.flatMap((page) => page.codes) ?? []
  return (
    <section className={forms.part}>
      <h2 className={forms.partTitle}>Codes</h2>
      {mayWrite && <NewCodes promotion={promotion} />}
      <div className={forms.row}>
        <NativeSelect
          aria-label="Which codes"
          value={used}
          onChange={({ currentTarget }) => setUsed(currentTarget.value)}
          data={[
            { value: '', label: `All ${promotion.codes.count}` },
            { value: 'false', label: 'Not used up' },
            { value: 'true', label: 'Used up' },
          ]}
        />
        <Button variant="default" onClick={() => void download()} disabled={codes.length === 0}>
          Download as a table
        </Button>
      </div>
      {error ? (
        <Fault fault={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <RowsComing rows={3} />
      ) : codes.length === 0 ? (
        <p className={forms.soft}>No codes here yet: without one nobody can have it.</p>
      ) : (
        <>
          <table className={table.table}>
            <thead>
              <tr>
                <th>Code</th>
                <th>For</th>
                <th>Batch</th>
              </tr>
            </thead>
            <tbody>
              {codes.map(({ code, singleUse, used: isUsed, batch }) => (
                <tr key={code}>
                  <td>
                    <code>{code}</code>
                  </td>
                  <td>{singleUse ? (isUsed ? 'One use, had' : 'One use') : 'Many'}</td>
                  <td>{batch ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {hasNextPage && (
            <Button variant="subtle" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              More codes
            </Button>
          )}
        </>
      )}
    </section>
  )
}

function NewCodes({ promotion }: { promotion: Promotion }) {
  const { api, shopId } = useDesk()
  const client = useQueryClient()
  const [isMany, setIsMany] = useState(false)
  const [code, setCode] = useState('')
  const [singleUse, setSingleUse] = useState(false)
  const [count, setCount] = useState<number | string>(100)
  const [prefix, setPrefix] = useState('')
  const [batch, setBatch] = useState('')
  const adding = useMutation({
    mutationFn: () =>
      api({
        method: 'POST',
        path: `/promotions/${promotion.id}/codes`,
        body: isMany ? { count: Number(count), prefix, batch } : { code, singleUse },
        answer: added,
      }),
    onSuccess: async (made) => {
      tellDone(made.added === 1 ? 'One code is added.' : `${made.added} codes are added.`)
      setCode('')
      await Promise.all([
        client.invalidateQueries({ queryKey: ['codes', shopId] }),
        client.invalidateQueries({ queryKey: ['promotions', shopId] }),
        client.invalidateQueries({ queryKey: ['audit', shopId] }),
      ])
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    adding.mutate()
  }
  return (
    <form onSubmit={submit} className={forms.form}>
      <NativeSelect
        label="Add"
        value={isMany ? 'many' : 'one'}
        onChange={({ currentTarget }) => setIsMany(currentTarget.value === 'many')}
        data={[
          { value: 'one', label: 'A code of my own' },
          { value: 'many', label: 'Codes nobody can guess, for one use each' },
        ]}
      />
      {isMany ? (
        <div className={forms.fields}>
          <NumberInput
            label="How many"
            value={count}
            onChange={setCount}
            min={1}
            max={20_000}
            allowDecimal={false}
            required
            withAsterisk={false}
          />
          <TextInput
            label="They begin with"
            placeholder="XMAS-"
            value={prefix}
            onChange={({ currentTarget }) => setPrefix(currentTarget.value)}
            pattern="[A-Za-z0-9\-]{0,12}"
            title="Letters, digits and hyphens, at most 12"
          />
          <TextInput
            label="Batch"
            placeholder="What they are for"
            value={batch}
            onChange={({ currentTarget }) => setBatch(currentTarget.value)}
            maxLength={60}
          />
        </div>
      ) : (
        <div className={forms.row}>
          <TextInput
            label="Code"
            required
            withAsterisk={false}
            value={code}
            onChange={({ currentTarget }) => setCode(currentTarget.value)}
            minLength={2}
            maxLength={40}
          />
          <Switch
            label="For one use only"
            checked={singleUse}
            onChange={({ currentTarget }) => setSingleUse(currentTarget.checked)}
          />
        </div>
      )}
      {adding.error && <p role="alert">{sayFault(adding.error)}</p>}
      <div className={forms.row}>
        <Button type="submit" variant="default" loading={adding.isPending}>
          {isMany ? 'Make them' : 'Add the code'}
        </Button>
      </div>
    </form>
  )
}
