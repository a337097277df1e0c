import type { Command, Entity, Reading } from '@parley/contracts'
import { languageName, plainWords } from '../../../words/names.ts'
import { Facts } from './facts.tsx'
import { milliseconds } from './milliseconds.ts'
import styles from './reading.module.css'
import type { Turn } from './turns.ts'

/** A turn in words: what was understood, how surely, what else it might have been, what was done, how long it took. */
export function TurnTelling({ turn }: { turn: Turn }) {
  const readings = turn.readings.filter((reading) => reading !== null)
  return (
    <div className={styles.telling}>
      {readings.length === 0 && <p>A tap, not words: nothing had to be read.</p>}
      {readings.map((reading, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: readings stand in the order of the messages and never move
        <ReadingTelling key={place} reading={reading} />
      ))}
      {turn.trace.commands.length > 0 && (
        <section>
          <h4>Commands</h4>
          <ul className={styles.codes}>
            {turn.trace.commands.map((command) => (
              <li key={JSON.stringify(command)}>{tellCommand(command)}</li>
            ))}
          </ul>
        </section>
      )}
      <Steps turn={turn} />
      <Facts read={turn.trace.facts} />
    </div>
  )
}

function ReadingTelling({ reading }: { reading: Reading }) {
  const sureness = [{ job: reading.job ?? 'nothing it knows', confidence: reading.confidence }, ...reading.runnersUp]
  return (
    <>
      <section>
        <h4>Read as</h4>
        <table className={styles.jobs}>
          <tbody>
            {sureness.slice(0, 4).map(({ job, confidence }, place) => (
              <tr key={job} data-first={place === 0}>
                <th scope="row">{plainWords(job)}</th>
                <td className={styles.bar}>
                  <span style={{ width: `${Math.round(confidence * 100)}%` }} />
                </td>
                <td className={styles.number}>{Math.round(confidence * 100)} %</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className={styles.soft}>
          {languageName(reading.language)}, {Math.round(reading.languageConfidence * 100)} % sure; {reading.reader},{' '}
          {milliseconds(reading.ms)}
          {reading.query && <>; searches “{reading.query}”</>}
        </p>
      </section>
      {reading.entities.length > 0 && (
        <section>
          <h4>Found in it</h4>
          <ul className={styles.codes}>
            {reading.entities.map((entity) => (
              <li key={`${entity.start} ${entity.type}`}>
                {entity.negated && 'not '}
                {plainWords(entity.type)} “{entity.text}”{told(entity)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Steps({ turn }: { turn: Turn }) {
  return (
    <section>
      <h4>
        Steps <span className={styles.soft}>{plainWords(turn.outcome)}</span>
      </h4>
      <table className={styles.steps}>
        <tbody>
          {turn.trace.readMs !== undefined && (
            <tr>
              <th scope="row">read</th>
              <td className={styles.number}>{milliseconds(turn.trace.readMs)}</td>
            </tr>
          )}
          {turn.trace.steps.map(({ flow, step, ms }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step may be run more than once, in this order
            <tr key={place}>
              <th scope="row">
                {flow} <span className={styles.soft}>{step}</span>
              </th>
              <td className={styles.number}>{ms === undefined ? '' : milliseconds(ms)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All of it</th>
            <td className={styles.number}>{milliseconds(turn.ms)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

function told({ value, text }: Entity): string {
  const shown = typeof value === 'string' ? value : JSON.stringify(value)
  return shown === text ? '' : ` → ${shown}`
}

function tellCommand({ type, ...rest }: Command): string {
  const values = Object.entries(rest)
    .filter(([, value]) => value !== undefined && JSON.stringify(value) !== '{}')
    .map(([name, value]) => `${name} ${plainly(value)}`)
  return values.length === 0 ? plainWords(type) : `${plainWords(type)}: ${values.join(', ')}`
}

/** `{"colour":"blue"}` reads as `colour blue`. */
function plainly(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return typeof value === 'string' ? value : JSON.stringify(value)
  return Object.entries(value)
    .map(([name, part]) => `${name} ${plainly(part)}`)
    .join(', ')
}
