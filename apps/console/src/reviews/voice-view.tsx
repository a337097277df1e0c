import { Button, Textarea, TextInput } from '@mantine/core'
import { questionView, reviewView } from '@parley/contracts'
import { IconArrowLeft } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useDesk } from '../live/desk-context.tsx'
import panes from '../mails/mails-page.module.css'
import { useCommands } from '../shell/commands.ts'
import { tellDone, tellFault } from '../shell/tell.tsx'
import { exactTime } from '../words/times.ts'
import styles from './reviews-page.module.css'
import { starsOf, statusWords, type Voice } from './voices.ts'

interface VoiceViewProps {
  voice: Voice
  onDone: () => void
}

/** One review or question: its words as they came, and what becomes of it. */
export function VoiceView({ voice, onDone }: VoiceViewProps) {
  const decide = useDecisions(voice, onDone)
  const [isRefusing, setRefusing] = useState(false)
  const answer = useRef<HTMLTextAreaElement>(null)
  const isReview = voice.kind === 'review'
  const mayPublish = isReview && voice.status !== 'published'
  useCommands([
    ...(mayPublish
      ? [{ id: 'publish', label: 'Publish', group: 'Reviews', key: 'p', run: () => decide.publish.mutate() }]
      : []),
    ...(voice.status === 'refused'
      ? []
      : [{ id: 'refuse', label: 'Refuse', group: 'Reviews', key: 'x', run: () => setRefusing(true) }]),
    { id: 'answer', label: 'Write an answer', group: 'Reviews', key: 'r', run: () => answer.current?.focus() },
  ])
  return (
    <div className={panes.view}>
      <header className={panes.viewHead}>
        <Link to="/reviews" search={true} className={panes.back} aria-label="Back to the list">
          <IconArrowLeft size={20} stroke={1.75} />
        </Link>
        <div className={panes.viewWords}>
          <h2>{voice.productName}</h2>
          <p>
            {[
              voice.author || (isReview ? 'A buyer' : 'A shopper'),
              exactTime(voice.at),
              statusWords[voice.status],
            ].join(', ')}
            {voice.orderId && (
              <>
                {', '}
                <Link to="/orders/$orderId" params={{ orderId: voice.orderId }}>
                  order
                </Link>
              </>
            )}
          </p>
        </div>
        {mayPublish && (
          <Button loading={decide.publish.isPending} onClick={() => decide.publish.mutate()}>
            Publish
          </Button>
        )}
        {voice.status !== 'refused' && !isRefusing && (
          <Button variant="default" onClick={() => setRefusing(true)}>
            Refuse
          </Button>
        )}
      </header>
      <div className={styles.body}>
        {voice.stars !== null && (
          <p className={styles.stars} role="img" aria-label={`${voice.stars} of 5 stars`}>
            {starsOf(voice.stars)}
          </p>
        )}
        {voice.title && (
          <p className={styles.said} lang={voice.language} data-title>
            {voice.title}
          </p>
        )}
        {voice.text && (
          <p className={styles.said} lang={voice.language}>
            {voice.text}
          </p>
        )}
        {voice.reason && <p className={styles.soft}>Refused: {voice.reason}</p>}
        {isRefusing && <RefuseForm isReview={isReview} run={decide.refuse} onLeave={() => setRefusing(false)} />}
        <AnswerForm voice={voice} field={answer} run={decide.answer} />
      </div>
    </div>
  )
}

type Decisions = ReturnType<typeof useDecisions>

function RefuseForm(props: { isReview: boolean; run: Decisions['refuse']; onLeave: () => void }) {
  const [reason, setReason] = useState('')
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        props.run.mutate(reason.trim())
      }}
    >
      <TextInput
        label="Why not?"
        description={props.isReview ? 'Its writer reads this.' : 'Kept here, for the shop.'}
        value={reason}
        maxLength={300}
        required
        autoFocus
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
      <div className={styles.buttons}>
        <Button type="submit" color="bad" loading={props.run.isPending} disabled={reason.trim() === ''}>
          Refuse
        </Button>
        <Button variant="default" onClick={props.onLeave}>
          Leave it
        </Button>
      </div>
    </form>
  )
}

interface AnswerFormProps {
  voice: Voice
  field: React.RefObject<HTMLTextAreaElement | null>
  run: Decisions['answer']
}

function AnswerForm({ voice, field, run }: AnswerFormProps) {
  const [text, setText] = useState(voice.answer ?? '')
  const isReview = voice.kind === 'review'
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        run.mutate(text.trim())
      }}
    >
      <Textarea
        ref={field}
        label="The shop’s answer"
        description={
          isReview ? 'Stands below the review, for all to read.' : 'Question and answer are published by it.'
        }
        autosize
        minRows={3}
        maxLength={4000}
        value={text}
        onChange={({ currentTarget: { value } }) => setText(value)}
      />
      <div className={styles.buttons}>
        <Button
          type="submit"
          variant={isReview ? 'default' : 'filled'}
          loading={run.isPending}
          disabled={text.trim() === (voice.answer ?? '') || (!isReview && text.trim() === '')}
        >
          {isReview ? 'Save the answer' : 'Answer and publish'}
        </Button>
      </div>
    </form>
  )
}

/** What may become of it. Each tells what was done, or why it was not. */
function useDecisions(voice: Voice, onDone: () => void) {
  const { api } = useDesk()
  const path = `/${voice.kind}s/${voice.id}`
  const answer = voice.kind === 'review' ? reviewView : questionView
  const { version } = voice
  const done = (message: string) => () => {
    tellDone(message)
    onDone()
  }
  return {
    publish: useMutation({
      mutationFn: () => api({ method: 'POST', path: `${path}/publish`, body: { version }, answer }),
      onSuccess: done('Published.'),
      onError: tellFault,
    }),
    refuse: useMutation({
      mutationFn: (reason: string) =>
        api({
          method: 'POST',
          path: `${path}/refuse`,
          body: { reason, ...(voice.kind === 'review' ? { version } : {}) },
          answer,
        }),
      onSuccess: done('Refused. It can still be published later.'),
      onError: tellFault,
    }),
    answer: useMutation({
      mutationFn: (text: string) =>
        api({ method: 'PUT', path: `${path}/answer`, body: { text: text === '' ? null : text }, answer }),
      onSuccess: done('Answered.'),
      onError: tellFault,
    }),
  }
}
