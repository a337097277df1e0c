import type { ReactNode } from 'react'
import styles from './tabs.module.css'

/** Links of which one is where she is. */
export function Tabs({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {children}
    </nav>
  )
}
