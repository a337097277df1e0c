import { Button } from '@mantine/core'
import type { BulkWish, KeptFilter } from '@parley/contracts'
import { useState } from 'react'
import styles from '../catalogue.module.css'
import { BulkDialogue } from './bulk-dialogue.tsx'

interface BulkBarProps {
  chosen: ReadonlySet<string>
  filter: KeptFilter
  total: number
  onDone: () => void
}

/** What can be done to those that are chosen, or to all that fit. */
export function BulkBar({ chosen, filter, total, onDone }: BulkBarProps) {
  const [isOpen, setIsOpen] = useState(false)
  const [all, setAll] = useState(false)
  const which: BulkWish['which'] = all ? { fitting: bare(filter) } : { ids: [...chosen] }
  const count = all ? total : chosen.size
  return (
    <section className={styles.bulk} aria-label="Chosen products">
      <b>{count === 1 ? '1 product chosen' : `${count} products chosen`}</b>
      {total > chosen.size && (
        <Button variant="subtle" onClick={() => setAll(!all)}>
          {all ? `Only the ${chosen.size} ticked` : `All ${total} that fit`}
        </Button>
      )}
      <span style={{ flex: 1 }} />
      <Button variant="default" onClick={onDone}>
        Choose none
      </Button>
      <Button onClick={() => setIsOpen(true)}>Change them…</Button>
      <BulkDialogue opened={isOpen} which={which} onClose={() => setIsOpen(false)} onDone={onDone} />
    </section>
  )
}

const bare = (filter: KeptFilter): KeptFilter =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
