import { Button, FileInput, NativeSelect, Switch, TextInput } from '@mantine/core'
import { feedPreview } from '@parley/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { sayFault } from '../../api/problem.ts'
import forms from '../../forms/forms.module.css'
import { useDesk } from '../../live/desk-context.tsx'
import { Fault, RowsComing } from '../../shell/states.tsx'
import { tellDone } from '../../shell/tell.tsx'
import { languageName } from '../../words/names.ts'
import styles from '../catalogue.module.css'
import { CatalogueHead } from '../catalogue-head.tsx'
import { useMayWrite } from '../may-write.ts'
import { type Facets, useFacets } from '../use-facets.ts'
import { FeedPreviewView } from './feed-preview-view.tsx'
import { FeedRuns, feedRun } from './feed-runs.tsx'
import { FeedsOut } from './feeds-out.tsx'
import { type FeedChoice, sendFeed } from './send-feed.ts'

/** A feed is brought in: chosen, looked at, and only then written. */
export function ImportPage() {
  const facets = useFacets()
  const mayWrite = useMayWrite()
  return (
    <div className={styles.page}>
      <CatalogueHead title="Import" />
      <div className={styles.body}>
        {facets.error ? (
          <Fault fault={facets.error} onRetry={() => void facets.refetch()} />
        ) : !facets.data ? (
          <RowsComing rows={5} />
        ) : (
          <>
            {mayWrite ? <ImportForm facets={facets.data} /> : <p>Owners and admins bring feeds in.</p>}
            <FeedRuns />
            <FeedsOut />
          </>
        )}
      </div>
    </div>
  )
}

function ImportForm({ facets }: { facets: Facets }) {
  const { shopId } = useDesk()
  const client = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [choice, setChoice] = useState<FeedChoice>({
    name: 'default',
    language: facets.language,
    currency: facets.currencies[0] ?? 'EUR',
    full: false,
  })
  const looking = useMutation({
    mutationFn: (chosen: File) =>
      sendFeed({ shopId, path: '/feeds/preview', choice, file: chosen, answer: feedPreview }),
  })
  const bringing = useMutation({
    mutationFn: (chosen: File) => sendFeed({ shopId, path: '/feeds/import', choice, file: chosen, answer: feedRun }),
    onSuccess: async ({ imported, unchanged, withdrawn }) => {
      looking.reset()
      setFile(null)
      tellDone(`${imported} rows are written, ${unchanged} were so already, ${withdrawn} are withdrawn.`)
      await Promise.all(
        ['goods', 'facets', 'stock', 'feed-runs'].map((key) => client.invalidateQueries({ queryKey: [key] })),
      )
    },
  })
  // What was looked at is what is brought in: a change of anything asks for another look.
  const set = (part: Partial<FeedChoice>) => {
    looking.reset()
    setChoice((before) => ({ ...before, ...part }))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (file) looking.mutate(file)
  }
  const fault = looking.error ?? bringing.error
  return (
    <form onSubmit={submit} className={forms.form}>
      <div className={forms.fields}>
        <FileInput
          label="Feed"
          description="Google Merchant XML, CSV or TSV"
          placeholder="Choose a file"
          accept=".xml,.csv,.tsv,.txt"
          value={file}
          onChange={(chosen) => {
            looking.reset()
            setFile(chosen)
          }}
          clearable
          clearButtonProps={{ 'aria-label': 'Take the file away' }}
        />
        <TextInput
          label="Its name"
          description="The same feed has the same name."
          required
          withAsterisk={false}
          pattern="[\w .\-]{1,60}"
          value={choice.name}
          onChange={({ currentTarget }) => set({ name: currentTarget.value })}
        />
        <NativeSelect
          label="Its language"
          description="That of names and texts"
          value={choice.language}
          onChange={({ currentTarget }) => set({ language: currentTarget.value })}
          data={facets.languages.map((tag) => ({ value: tag, label: languageName(tag) }))}
        />
        <NativeSelect
          label="Its currency"
          description="That of the prices"
          value={choice.currency}
          onChange={({ currentTarget }) => set({ currency: currentTarget.value })}
          data={facets.currencies}
        />
      </div>
      <Switch
        label="It holds everything: what it once brought and no longer names is withdrawn"
        checked={choice.full}
        onChange={({ currentTarget }) => set({ full: currentTarget.checked })}
      />
      {fault && <p role="alert">{sayFault(fault)}</p>}
      {looking.data ? (
        <>
          <FeedPreviewView preview={looking.data} currency={choice.currency} />
          <div className={forms.row}>
            <Button
              loading={bringing.isPending}
              disabled={looking.data.fresh + looking.data.changed + looking.data.withdrawn === 0}
              onClick={() => file && bringing.mutate(file)}
            >
              Bring it in
            </Button>
          </div>
        </>
      ) : (
        <div className={forms.row}>
          <Button type="submit" loading={looking.isPending} disabled={file === null}>
            Look at it first
          </Button>
        </div>
      )}
    </form>
  )
}
