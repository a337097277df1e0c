import { SegmentedControl, Textarea, TextInput } from '@mantine/core'
import type { KeptTexts, ProductDraft } from '@parley/contracts'
import { useState } from 'react'
import { languageName } from '../../words/names.ts'
import type { Facets } from '../use-facets.ts'
import styles from './product-form.module.css'

export interface PartProps {
  draft: ProductDraft
  facets: Facets
  errors: Readonly<Record<string, string>>
  onChange: (part: Partial<ProductDraft>) => void
}

const nothing: KeptTexts = { name: '', description: '', facts: [] }

/** What it is called and said to be, one language at a time. */
export function TextFields({ draft, facets, errors, onChange }: PartProps) {
  const [language, setLanguage] = useState(facets.language)
  const said = draft.texts[language] ?? nothing
  const set = (part: Partial<KeptTexts>) => onChange({ texts: { ...draft.texts, [language]: { ...said, ...part } } })
  const error = (field: string) => errors[`texts.${language}.${field}`]
  const elsewhere = Object.keys(errors).find(
    (path) => path.startsWith('texts.') && !path.startsWith(`texts.${language}.`),
  )
  return (
    <section className={styles.part}>
      <div className={styles.partHead}>
        <h2 className={styles.partTitle}>Texts</h2>
        <SegmentedControl
          size="xs"
          aria-label="Language of the texts"
          value={language}
          onChange={setLanguage}
          data={facets.languages.map((tag) => ({
            value: tag,
            label: `${languageName(tag)}${draft.texts[tag]?.name ? '' : ' –'}`,
          }))}
        />
      </div>
      {elsewhere && (
        <p role="alert" className={styles.fault}>
          {languageName(elsewhere.split('.')[1] ?? '')}: {errors[elsewhere]}
        </p>
      )}
      <TextInput
        label="Name"
        value={said.name}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
        error={error('name') ?? errors.texts}
        maxLength={200}
        lang={language}
      />
      <TextInput
        label="In a few words"
        value={said.tagline ?? ''}
        onChange={({ currentTarget }) => set({ tagline: currentTarget.value || undefined })}
        error={error('tagline')}
        maxLength={300}
        lang={language}
      />
      <Textarea
        label="Description"
        autosize
        minRows={4}
        maxRows={14}
        value={said.description}
        onChange={({ currentTarget }) => set({ description: currentTarget.value })}
        error={error('description')}
        lang={language}
      />
      <Textarea
        label="Facts, one a line"
        description="The first three stand on its card."
        autosize
        minRows={3}
        value={said.facts.join('\n')}
        onChange={({ currentTarget }) => set({ facts: currentTarget.value.split('\n').slice(0, 10) })}
        error={error('facts')}
        lang={language}
      />
    </section>
  )
}
