import { Button, Select } from '@mantine/core'
import type { HeardGroup } from '@parley/contracts'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { tellDone } from '../shell/tell.tsx'
import { languageName, plainWords } from '../words/names.ts'
import { exactTime } from '../words/times.ts'
import { AnswerForm } from './answer-form.tsx'
import { kindWords } from './heard-part.tsx'
import styles from './learning.module.css'
import { useTeach } from './use-learning.ts'

/** One group of messages, and what can be made of it. */
export function HeardEntry({ group, jobs }: { group: HeardGroup; jobs: readonly string[] }) {
  const [job, setJob] = useState<string | null>(null)
  const [answers, setAnswers] = useState(false)
  const { mutate, isPending } = useTeach()
  const turns = group.messages.map(({ turnId }) => turnId)
  const teach = () =>
    mutate(
      { path: '/learning/lessons', body: { turns, job } },
      { onSuccess: () => tellDone(`Taught: “${group.text}” means ${plainWords(job ?? '')}.`) },
    )
  const leave = () =>
    mutate(
      { path: '/learning/left', body: { turns } },
      {
        onSuccess: () =>
          tellDone('Left as it is.', () => mutate({ path: '/learning/left', body: { turns, again: true } })),
      },
    )
  return (
    <li className={styles.group}>
      <div className={styles.said}>
        <p className={styles.text} lang={group.language}>
          “{group.text}”
        </p>
        <p className={styles.soft}>
          {group.count > 1 && <b>{group.count} times, </b>}
          {languageName(group.language)}, {group.kinds.map((kind) => kindWords[kind].toLowerCase()).join(', ')}
          {group.readAs && <>, read as {plainWords(group.readAs)}</>}
        </p>
        <details className={styles.where}>
          <summary>{group.messages.length === 1 ? 'Where it was said' : 'All that was said'}</summary>
          <ul>
            {group.messages.map(({ turnId, text, conversationId, at, confidence }) => (
              <li key={turnId}>
                <Link to="/inbox/$conversationId" params={{ conversationId }} search={{ view: 'all', search: '' }}>
                  {text}
                </Link>
                <span className={styles.soft}>
                  {exactTime(at)}, {Math.round(confidence * 100)} % sure
                </span>
              </li>
            ))}
          </ul>
        </details>
      </div>
      <div className={styles.moves}>
        <Select
          aria-label={`What “${group.text}” means`}
          placeholder="She means…"
          searchable
          data={jobs.map((value) => ({ value, label: plainWords(value) }))}
          value={job}
          onChange={setJob}
          className={styles.means}
        />
        <Button onClick={teach} disabled={!job} loading={isPending}>
          Teach
        </Button>
        <Button variant="default" onClick={() => setAnswers(!answers)} aria-expanded={answers}>
          Write an answer
        </Button>
        <Button variant="subtle" color="gray" onClick={leave} disabled={isPending}>
          Leave
        </Button>
      </div>
      {answers && (
        <AnswerForm
          language={group.language}
          question={group.text}
          path="/learning/answers"
          body={{ turns }}
          onDone={() => setAnswers(false)}
        />
      )}
    </li>
  )
}
