import { Button } from '@mantine/core'
import type { ArticleSuggestion } from '@parley/contracts'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { tellDone } from '../shell/tell.tsx'
import { languageName } from '../words/names.ts'
import { exactTime } from '../words/times.ts'
import { AnswerForm } from './answer-form.tsx'
import styles from './learning.module.css'
import { useTeach } from './use-learning.ts'

const path = '/learning/suggestions'

/** One question with how it was answered, and what can be made of it. */
export function SuggestionEntry({ suggestion }: { suggestion: ArticleSuggestion }) {
  const { language, question, answer, count } = suggestion
  const [edits, setEdits] = useState(false)
  const { mutate, isPending } = useTeach()
  const answers = suggestion.answers.map(({ messageId }) => messageId)
  const title = question.slice(0, 200)
  const keep = () =>
    mutate(
      { path, body: { answers, title, body: answer } },
      { onSuccess: () => tellDone(`“${title}” is kept as a draft. The bot tells it once it is published.`) },
    )
  const leave = () =>
    mutate(
      { path: `${path}/left`, body: { answers } },
      {
        onSuccess: () =>
          tellDone('Left as it is.', () => mutate({ path: `${path}/left`, body: { answers, again: true } })),
      },
    )
  return (
    <li className={styles.group}>
      <div className={styles.said}>
        <p className={styles.text} lang={language}>
          “{question}”
        </p>
        <p className={styles.given} lang={language}>
          {answer}
        </p>
        <p className={styles.soft}>
          {count > 1 && <b>Asked {count} times, </b>}
          {languageName(language)}
        </p>
        <details className={styles.where}>
          <summary>{count === 1 ? 'Where it was answered' : 'All the answers'}</summary>
          <ul>
            {suggestion.answers.map((one) => (
              <li key={one.messageId}>
                <Link
                  to="/inbox/$conversationId"
                  params={{ conversationId: one.conversationId }}
                  search={{ view: 'all', search: '' }}
                >
                  {one.answer}
                </Link>
                <span className={styles.soft}>{exactTime(one.at)}</span>
              </li>
            ))}
          </ul>
        </details>
      </div>
      <div className={styles.moves}>
        <Button onClick={keep} loading={isPending} aria-label={`Keep as a draft: ${title}`}>
          Keep as a draft
        </Button>
        <Button variant="default" onClick={() => setEdits(!edits)} aria-expanded={edits}>
          Edit first
        </Button>
        <Button variant="subtle" color="gray" onClick={leave} disabled={isPending}>
          Leave
        </Button>
      </div>
      {edits && (
        <AnswerForm
          language={language}
          question={question}
          answer={answer}
          path={path}
          body={{ answers }}
          onDone={() => setEdits(false)}
        />
      )}
    </li>
  )
}
