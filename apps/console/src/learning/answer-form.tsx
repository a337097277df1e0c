import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { tellDone } from '../shell/tell.tsx'
import { languageName } from '../words/names.ts'
import styles from './learning.module.css'
import { useTeach } from './use-learning.ts'

interface AnswerFormProps {
  language: string
  question: string
  /** What it begins with, where it has been answered before. */
  answer?: string
  /** Where it goes, with these two. */
  path: string
  body: object
  onDone: () => void
}

/** The answer to what was asked; it becomes the draft of a help article, which shoppers see once it is published. */
export function AnswerForm({ language, question, answer = '', path, body: given, onDone }: AnswerFormProps) {
  const [title, setTitle] = useState(question.slice(0, 200))
  const [body, setBody] = useState(answer)
  const { mutate, isPending } = useTeach()
  const save = () =>
    mutate(
      { path, body: { ...given, title, body } },
      {
        onSuccess: () => {
          tellDone(`“${title}” is kept as a draft. The bot tells it once it is published.`)
          onDone()
        },
      },
    )
  return (
    <form
      className={styles.answer}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <TextInput
        label="Question"
        required
        maxLength={200}
        value={title}
        onChange={({ currentTarget }) => setTitle(currentTarget.value)}
      />
      <Textarea
        label={`Answer, in ${languageName(language)}`}
        required
        autosize
        minRows={3}
        maxRows={12}
        maxLength={20_000}
        value={body}
        onChange={({ currentTarget }) => setBody(currentTarget.value)}
        data-autofocus
      />
      <div className={styles.moves}>
        <Button type="submit" loading={isPending} disabled={title.trim() === '' || body.trim() === ''}>
          Keep as a draft
        </Button>
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
