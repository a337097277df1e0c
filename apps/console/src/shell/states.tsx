import { Button, Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { sayFault } from '../api/problem.ts'
import styles from './states.module.css'

/** Nothing here: says why and what would bring something. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.state}>
      <p className={styles.title}>{title}</p>
      {children && <p>{children}</p>}
    </div>
  )
}

export function Fault({ fault, onRetry }: { fault: unknown; onRetry?: () => void }) {
  return (
    <div className={styles.state} role="alert">
      <p className={styles.title}>This could not be shown.</p>
      <p>{sayFault(fault)}</p>
      {onRetry && (
        <Button variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  )
}

/** Rows on their way, in the height of the real ones so that nothing jumps. */
export function RowsComing({ rows = 8, height = 44 }: { rows?: number; height?: number }) {
  return (
    <div role="status" aria-label="Loading" className={styles.rows}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of nothing are all the same
        <div key={row} style={{ height }} className={styles.row}>
          <Skeleton height={10} width={`${30 + ((row * 37) % 45)}%`} />
          <Skeleton height={8} width={`${50 + ((row * 23) % 40)}%`} />
        </div>
      ))}
    </div>
  )
}
