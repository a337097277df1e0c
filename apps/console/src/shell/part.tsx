import type { ReactNode } from 'react'
import styles from './part.module.css'

/** A few facts under a small heading, beside what a page is about. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}
