import type { Fact, FactsRead } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { plainWords } from '../../../words/names.ts'
import { exactTime } from '../../../words/times.ts'
import { milliseconds } from './milliseconds.ts'
import styles from './reading.module.css'

/** What of the shop the answer rests on, by the question that brought it: a price that stands nowhere here was not told by the bot. */
export function Facts({ read }: { read: readonly FactsRead[] }) {
  const calls = read.filter(({ facts }) => facts.length > 0)
  return (
    <section>
      <h4>Facts read</h4>
      {calls.length === 0 && <p className={styles.soft}>Nothing of the shop was needed.</p>}
      {calls.map((call, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same may be asked twice, and the order never changes
        <CallTelling key={place} read={call} />
      ))}
    </section>
  )
}

const shownAtOnce = 4

function CallTelling({ read: { call, facts, ms } }: { read: FactsRead }) {
  const lines = linesOf(facts)
  const rest = lines.slice(shownAtOnce)
  return (
    <div className={styles.call}>
      <p>
        {plainWords(call)} <span className={styles.soft}>{ms === undefined ? '' : milliseconds(ms)}</span>
      </p>
      <Lines lines={lines.slice(0, shownAtOnce)} />
      {rest.length > 0 && (
        <details>
          <summary>{rest.length} more</summary>
          <Lines lines={rest} />
        </details>
      )}
    </div>
  )
}

interface Line {
  of: string
  values: string[]
}

function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <ul className={styles.codes}>
      {lines.map(({ of, values }) => (
        <li key={of}>
          {of === '' ? '' : `${of}: `}
          <span className={styles.soft}>{values.join(', ')}</span>
        </li>
      ))}
    </ul>
  )
}

/** All that is known of one thing stands in one line. */
function linesOf(facts: readonly Fact[]): Line[] {
  const byThing = new Map<string, string[]>()
  for (const fact of facts) {
    const of = fact.of ?? ''
    byThing.set(of, [...(byThing.get(of) ?? []), tellFact(fact)])
  }
  return [...byThing].map(([of, values]) => ({ of, values: [...new Set(values)] }))
}

const isInstant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/

function tellFact({ name, value }: Fact): string {
  const words = plainWords(name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase())
  if (typeof value === 'object') return `${words} ${formatMoney(value, navigator.language)}`
  if (typeof value === 'string' && isInstant.test(value)) return `${words} ${exactTime(value)}`
  return `${words} ${typeof value === 'string' ? plainCode(value) : value}`
}

const plainCode = (value: string): string => (/^[a-z_]+$/.test(value) ? plainWords(value) : value)
