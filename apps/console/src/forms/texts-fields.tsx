import { TextInput } from '@mantine/core'
import type { Texts } from '@parley/contracts'
import { languageName } from '../words/names.ts'
import styles from './forms.module.css'

interface TextsFieldsProps {
  legend: string
  hint?: string
  languages: readonly string[]
  value: Texts
  onChange: (value: Texts) => void
}

/** A short text in each of the shop's languages. */
export function TextsFields({ legend, hint, languages, value, onChange }: TextsFieldsProps) {
  const set = (tag: string, text: string) => {
    const { [tag]: _, ...others } = value
    onChange(text === '' ? others : { ...others, [tag]: text })
  }
  return (
    <fieldset className={styles.group}>
      <legend>{legend}</legend>
      {hint && <p className={styles.hint}>{hint}</p>}
      <div className={styles.fields}>
        {languages.map((tag) => (
          <TextInput
            key={tag}
            aria-label={`${legend}, ${languageName(tag)}`}
            placeholder={languageName(tag)}
            lang={tag}
            value={value[tag] ?? ''}
            onChange={({ currentTarget }) => set(tag, currentTarget.value)}
          />
        ))}
      </div>
    </fieldset>
  )
}
