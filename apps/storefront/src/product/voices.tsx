import type { Refusal, ReviewSummary, ShownQuestion, ShownReview } from '@parley/contracts'
import { formatDate } from '@parley/ui'
import { Wrong } from '../checkout/field.tsx'
import type { Reader } from '../reader.ts'
import type { ProductVoices } from '../shop-port.ts'

interface VoicesProps {
  handle: string
  voices: ProductVoices
  /** What was asked just now: taken, or why it was not. */
  asked: { isTaken: boolean; text: string; refusals: readonly Refusal[] } | null
  reader: Reader
}

/** What buyers say and shoppers ask. Everything in it but the labels is somebody's own words, shown as text. */
export function Voices({ handle, voices, asked, reader }: VoicesProps) {
  const { say } = reader
  const { summary, reviews } = voices
  return (
    <>
      <section class="band voices" id="reviews" aria-labelledby="reviews-title">
        <h2 id="reviews-title">{say('voices.title')}</h2>
        {summary.count === 0 ? (
          <p class="soft">{say('voices.none')}</p>
        ) : (
          <div class="voices-parts">
            <Summary summary={summary} reader={reader} />
            <div>
              <ul class="reviews">
                {reviews.map((review) => (
                  <li>
                    <Review review={review} reader={reader} />
                  </li>
                ))}
              </ul>
              {summary.count > reviews.length && (
                <p>
                  <a href={`/products/${encodeURIComponent(handle)}?reviews=all#reviews`} rel="nofollow">
                    {say('voices.all', { count: summary.count })}
                  </a>
                </p>
              )}
            </div>
          </div>
        )}
      </section>
      <Questions handle={handle} questions={voices.questions} asked={asked} reader={reader} />
    </>
  )
}

/** Stars with their number beside them for whoever can't see them. */
export function Stars({ stars, reader }: { stars: number; reader: Reader }) {
  const whole = Math.round(stars)
  return (
    <span class="stars" role="img" aria-label={reader.say('voices.stars', { stars: decimal(stars, reader) })}>
      <b>{'★'.repeat(whole)}</b>
      {'★'.repeat(5 - whole)}
    </span>
  )
}

export const decimal = (value: number, { language }: Reader): string => new Intl.NumberFormat(language).format(value)

function Summary({ summary, reader }: { summary: ReviewSummary; reader: Reader }) {
  const { say } = reader
  const { count, average, histogram, aspects } = summary
  return (
    <div class="voices-summary">
      <p class="voices-average">
        <span class="big">{say('voices.average', { average: decimal(average, reader) })}</span>
        <Stars stars={average} reader={reader} />
        <span class="soft">{say('voices.count', { count })}</span>
      </p>
      <ul class="histogram">
        {histogram
          .map((of, at) => ({ of, stars: at + 1 }))
          .toReversed()
          .map(({ of, stars }) => (
            <li>
              <span class="unseen">{say('voices.with_stars', { stars, count: of })}</span>
              <span aria-hidden="true">{stars} ★</span>
              <span class="bar" aria-hidden="true">
                <span style={`width:${Math.round((of * 100) / count)}%`} />
              </span>
              <span class="number" aria-hidden="true">
                {of}
              </span>
            </li>
          ))}
      </ul>
      {aspects.length > 0 && (
        <dl class="details">
          {aspects.map(({ aspect, good, mentions }) => (
            <div>
              <dt>{say(`voices.${aspect}`)}</dt>
              <dd>{say('voices.content', { good, mentions })}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}

function Review({ review, reader }: { review: ShownReview; reader: Reader }) {
  const { say, language, shop } = reader
  return (
    <article class="voice">
      <p class="voice-head">
        <Stars stars={review.stars} reader={reader} />
        <span>
          {review.author === '' ? say('voices.buyer') : <b>{review.author}</b>}
          <span class="soft">
            {' '}
            {say('voices.bought')}, {formatDate(new Date(review.at), language)}
          </span>
        </span>
      </p>
      {review.title !== '' && (
        <p class="voice-title" lang={review.language}>
          {review.title}
        </p>
      )}
      {review.text !== '' && (
        <p class="voice-text" lang={review.language}>
          {review.text}
        </p>
      )}
      {review.answer && <Answer answer={review.answer.text} label={say('voices.answer', { shop: shop.name })} />}
    </article>
  )
}

function Answer({ answer, label }: { answer: string; label: string }) {
  return (
    <div class="voice-answer">
      <p class="soft small">{label}</p>
      <p class="voice-text">{answer}</p>
    </div>
  )
}

interface QuestionsProps {
  handle: string
  questions: ShownQuestion[]
  asked: VoicesProps['asked']
  reader: Reader
}

function Questions({ handle, questions, asked, reader }: QuestionsProps) {
  const { say, shop } = reader
  const refusals = (asked?.refusals ?? []).map((refusal) => ({ ...refusal, path: 'text' }))
  return (
    <section class="band voices" id="questions" aria-labelledby="questions-title">
      <h2 id="questions-title">{say('questions.title')}</h2>
      {asked?.isTaken && (
        <p class="note" role="status">
          {say('questions.sent')}
        </p>
      )}
      {questions.length === 0 ? (
        <p class="soft">{say('questions.none')}</p>
      ) : (
        <ul class="reviews">
          {questions.map((question) => (
            <li>
              <article class="voice">
                <p class="voice-title voice-text" lang={question.language}>
                  {question.text}
                </p>
                {question.answer && (
                  <Answer answer={question.answer.text} label={say('voices.answer', { shop: shop.name })} />
                )}
              </article>
            </li>
          ))}
        </ul>
      )}
      <form class="ask" method="post" action={`/products/${encodeURIComponent(handle)}/questions#questions`}>
        <div class={refusals.length > 0 ? 'field wrong' : 'field'}>
          <label for="field-question">
            {say('questions.label')}
            <span class="soft"> {say('questions.hint')}</span>
          </label>
          <textarea
            id="field-question"
            name="text"
            rows={3}
            maxLength={1000}
            required
            aria-invalid={refusals.length > 0 ? 'true' : undefined}
            aria-describedby={refusals.length > 0 ? 'wrong-question' : undefined}
          >
            {asked && !asked.isTaken ? asked.text : ''}
          </textarea>
          <Wrong name="question" errors={refusals} />
        </div>
        <button type="submit" class="button quiet">
          {say('questions.send')}
        </button>
      </form>
    </section>
  )
}
