import { Button } from '@mantine/core'
import { sayFault } from '../api/problem.ts'
import { useMayWrite } from '../catalogue/may-write.ts'
import styles from '../forms/forms.module.css'

interface SaveBarProps {
  fault: unknown
  isPending: boolean
  isTouched: boolean
}

/** The one action of a form, and what stood in its way. */
export function SaveBar({ fault, isPending, isTouched }: SaveBarProps) {
  const mayWrite = useMayWrite()
  if (!mayWrite) return <p className={styles.soft}>Owners and admins may change this.</p>
  return (
    <div className={styles.form}>
      {fault ? <p role="alert">{sayFault(fault)}</p> : null}
      <div className={styles.row}>
        <Button type="submit" loading={isPending} disabled={!isTouched}>
          Save
        </Button>
      </div>
    </div>
  )
}
