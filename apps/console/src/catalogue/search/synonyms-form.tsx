import { Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import forms from '../../forms/forms.module.css'
import { SaveBar } from '../../settings/save-bar.tsx'
import { languageName } from '../../words/names.ts'
import styles from '../catalogue.module.css'
import { useMayWrite } from '../may-write.ts'
import { faultIn, groupsOf, linesOf, type Synonyms } from './synonym-lines.ts'

interface SynonymsFormProps {
  kept: Synonyms
  languages: readonly string[]
  fault: unknown
  isPending: boolean
  onSave: (synonyms: Synonyms) => void
}

/** Groups of words that mean the same, a text area for each language of the shop. */
export function SynonymsForm({ kept, languages, fault, isPending, onSave }: SynonymsFormProps) {
  const mayWrite = useMayWrite()
  const tags = [...new Set([...languages, ...Object.keys(kept)])]
  const [written, setWritten] = useState(() => Object.fromEntries(tags.map((tag) => [tag, linesOf(kept[tag])])))
  const [isTold, setTold] = useState(false)
  const faultOf = (tag: string): string | null => (isTold ? faultIn(written[tag] ?? '') : null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTold(true)
    if (tags.some((tag) => faultIn(written[tag] ?? '') !== null)) return
    const groups = tags.map((tag) => [tag, groupsOf(written[tag] ?? '')] as const)
    onSave(Object.fromEntries(groups.filter(([, { length }]) => length > 0)))
  }
  return (
    <form onSubmit={submit} className={forms.form}>
      <h2>Words that mean the same</h2>
      <p className={styles.soft}>
        One group a line, words apart by commas. Who asks for one finds the others, in the shop and in the chat.
      </p>
      {tags.map((tag) => (
        <Textarea
          key={tag}
          label={languageName(tag)}
          lang={tag}
          placeholder={tag === 'en' ? 'settee, couch, sofa' : ''}
          autosize
          minRows={2}
          maxRows={14}
          readOnly={!mayWrite}
          value={written[tag] ?? ''}
          error={faultOf(tag)}
          onChange={({ currentTarget: { value } }) => setWritten((before) => ({ ...before, [tag]: value }))}
        />
      ))}
      <SaveBar
        fault={fault}
        isPending={isPending}
        isTouched={tags.some((tag) => written[tag] !== linesOf(kept[tag]))}
      />
    </form>
  )
}
