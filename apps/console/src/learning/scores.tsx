import type { Teaching } from '@parley/contracts'
import { languageName, plainWords } from '../words/names.ts'
import styles from './learning.module.css'

const points = (share: number): string => (share * 100).toFixed(1)

/** Each language without and with what was taught, and every sentence that is read otherwise. */
export function Scores({ teaching: { scores, changed, number } }: { teaching: Teaching }) {
  if (scores.length === 0) return null
  return (
    <>
      <table className={styles.scores}>
        <caption className={styles.unseen}>How version {number} reads held-out sentences</caption>
        <thead>
          <tr>
            <th scope="col">Language</th>
            <th scope="col">As shipped</th>
            <th scope="col">Taught</th>
            <th scope="col">Points</th>
          </tr>
        </thead>
        <tbody>
          {scores.map(({ language, before, after }) => (
            <tr key={language}>
              <th scope="row">{languageName(language)}</th>
              <td>{points(before)} %</td>
              <td>{points(after)} %</td>
              <td data-lost={before - after > 0.005}>{signed(after - before)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {changed.length > 0 && (
        <details className={styles.where}>
          <summary>
            {changed.length} {changed.length === 1 ? 'sentence is' : 'sentences are'} read otherwise
          </summary>
          <ul>
            {changed.map(({ text, language, wanted, before, after }) => (
              <li key={`${language} ${text}`}>
                <span lang={language}>{text}</span>
                <span className={styles.soft}>
                  {plainWords(before ?? 'nothing')} → {plainWords(after ?? 'nothing')}
                  {after === wanted ? ', rightly' : `, should be ${plainWords(wanted)}`}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

const signed = (change: number): string => {
  const told = points(Math.abs(change))
  return told === '0.0' ? '0' : change > 0 ? `+${told}` : `−${told}`
}
