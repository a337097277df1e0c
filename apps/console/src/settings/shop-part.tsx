import { Button, CopyButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { shopAnswer } from '../api/schemas.ts'
import { useDesk } from '../live/desk-context.tsx'
import { Fault, RowsComing } from '../shell/states.tsx'
import { languageName } from '../words/names.ts'
import styles from './settings-page.module.css'

const shown = z.object({
  languages: z.array(z.string()).catch([]),
  defaultLanguage: z.string().optional().catch(undefined),
  currencies: z.array(z.string()).catch([]),
  timeZone: z.string().optional().catch(undefined),
  email: z.string().optional().catch(undefined),
})

export function ShopPart() {
  const { api, shopId } = useDesk()
  const { data, error, refetch } = useQuery({
    queryKey: ['shop', shopId],
    queryFn: ({ signal }) => api({ path: '/shop', answer: shopAnswer, signal }),
  })
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={4} />
  const settings = shown.parse(data.settings)
  return (
    <>
      <section>
        <h2 className={styles.title}>{data.name}</h2>
        <dl className={styles.facts}>
          <Fact label="Handle" value={data.handle} />
          <Fact label="Languages" value={settings.languages.map(languageName).join(', ')} />
          <Fact label="Currencies" value={settings.currencies.join(', ')} />
          <Fact label="Time zone" value={settings.timeZone} />
          <Fact label="E-mail" value={settings.email} />
        </dl>
      </section>
      {data.widgetKey && <Snippet line={snippetOf(data.widgetKey)} />}
    </>
  )
}

const snippetOf = (key: string): string =>
  `<script src="${location.origin}/widget/loader.js" data-key="${key}" async></script>`

function Snippet({ line }: { line: string }) {
  return (
    <section>
      <h2 className={styles.title}>The chat on your pages</h2>
      <p>Put this line before the end of the body of every page. The key is public; it may stand in the page.</p>
      <div className={styles.snippet}>
        <code>{line}</code>
        <CopyButton value={line}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </div>
    </section>
  )
}

function Fact({ label, value }: { label: string; value: string | undefined }) {
  if (!value) return null
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
