import forms from '../../forms/forms.module.css'
import { useKept } from '../../settings/use-kept.ts'
import { Fault, RowsComing } from '../../shell/states.tsx'
import styles from '../catalogue.module.css'
import { CatalogueHead } from '../catalogue-head.tsx'
import { useFacets } from '../use-facets.ts'
import { synonyms } from './synonym-lines.ts'
import { SynonymsForm } from './synonyms-form.tsx'
import { TrySearch } from './try-search.tsx'

/** What search takes for one and the same, and what shoppers find by a word. */
export function SearchPage() {
  return (
    <div className={styles.page}>
      <CatalogueHead title="Search" />
      <div className={styles.body}>
        <div className={forms.form}>
          <Words />
        </div>
        <TrySearch />
      </div>
    </div>
  )
}

function Words() {
  const facets = useFacets()
  const { data, error, refetch, saving } = useKept({
    path: '/search-synonyms',
    method: 'PUT',
    answer: synonyms,
    undo: (before) => before,
  })
  const fault = error ?? facets.error
  if (fault) return <Fault fault={fault} onRetry={() => void Promise.all([refetch(), facets.refetch()])} />
  if (!data || !facets.data) return <RowsComing rows={3} />
  return (
    <SynonymsForm
      key={JSON.stringify(data)}
      kept={data}
      languages={facets.data.languages}
      fault={saving.error}
      isPending={saving.isPending}
      onSave={(words) => saving.mutate(words)}
    />
  )
}
