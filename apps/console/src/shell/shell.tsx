import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { CallBar } from '../calls/call-bar.tsx'
import { useLineState } from '../live/desk-context.tsx'
import { pressKey, useCommands } from './commands.ts'
import { KeysHelp } from './keys-help.tsx'
import { Palette, showPalette } from './palette.tsx'
import { Rail } from './rail.tsx'
import styles from './shell.module.css'
import { undoLast } from './tell.tsx'
import { useScheme } from './use-scheme.ts'

/** What stands around every page: the rail, the palette, the keys, and word of a lost line. */
export function Shell({ waiting, children }: { waiting: number; children: ReactNode }) {
  const navigate = useNavigate()
  const [helps, setHelps] = useState(false)
  const scheme = useScheme()

  useEffect(() => {
    document.addEventListener('keydown', pressKey)
    return () => document.removeEventListener('keydown', pressKey)
  }, [])

  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) Parley` : 'Parley'
  }, [waiting])

  useCommands([
    { id: 'inbox', label: 'Go to the inbox', group: 'Go to', key: '1', run: () => void navigate({ to: '/inbox' }) },
    { id: 'orders', label: 'Go to orders', group: 'Go to', key: '2', run: () => void navigate({ to: '/orders' }) },
    { id: 'mails', label: 'Go to mails', group: 'Go to', key: '3', run: () => void navigate({ to: '/mails' }) },
    {
      id: 'settings',
      label: 'Go to settings',
      group: 'Go to',
      key: '4',
      run: () => void navigate({ to: '/settings' }),
    },
    { id: 'learning', label: 'Go to learning', group: 'Go to', run: () => void navigate({ to: '/learning' }) },
    { id: 'reports', label: 'Go to reports', group: 'Go to', key: '5', run: () => void navigate({ to: '/reports' }) },
    {
      id: 'for-you',
      label: 'Go to what waits for you',
      group: 'Go to',
      key: '6',
      run: () => void navigate({ to: '/for-you' }),
    },
    { id: 'returns', label: 'Go to returns', group: 'Go to', key: '7', run: () => void navigate({ to: '/returns' }) },
    { id: 'reviews', label: 'Go to reviews', group: 'Go to', key: '9', run: () => void navigate({ to: '/reviews' }) },
    { id: 'companies', label: 'Go to companies', group: 'Go to', run: () => void navigate({ to: '/companies' }) },
    { id: 'quotes', label: 'Go to quotes', group: 'Go to', run: () => void navigate({ to: '/quotes' }) },
    { id: 'payments', label: 'Go to payments', group: 'Go to', run: () => void navigate({ to: '/payments' }) },
    { id: 'persons', label: 'Go to persons', group: 'Go to', run: () => void navigate({ to: '/persons' }) },
    { id: 'goods', label: 'Go to goods', group: 'Go to', key: '8', run: () => void navigate({ to: '/catalogue' }) },
    {
      id: 'visitors',
      label: 'Go to who is in the shop',
      group: 'Go to',
      key: '9',
      run: () => void navigate({ to: '/visitors' }),
    },
    { id: 'rooms', label: 'Go to rooms', group: 'Go to', run: () => void navigate({ to: '/rooms' }) },
    { id: 'help', label: 'Show the keys', group: 'Anywhere', key: '?', run: () => setHelps(true) },
    { id: 'undo', label: 'Undo what was done last', group: 'Anywhere', key: 'z', run: undoLast },
    { id: 'scheme', label: scheme.nextLabel, group: 'Anywhere', run: scheme.next },
  ])

  return (
    <div className={styles.shell}>
      <Rail waiting={waiting} onHelp={() => setHelps(true)} onPalette={showPalette} />
      <div className={styles.page}>
        <LineNotice />
        <CallBar />
        <main className={styles.main}>{children}</main>
      </div>
      <Palette />
      <KeysHelp opened={helps} onClose={() => setHelps(false)} />
    </div>
  )
}

/** Shown only when the line has been away for a moment: a short blink is nobody's business. */
function LineNotice() {
  const state = useLineState()
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (state !== 'away') {
      setShown(false)
      return
    }
    const timer = setTimeout(() => setShown(true), 1_500)
    return () => clearTimeout(timer)
  }, [state])
  if (!shown) return null
  return (
    <p className={styles.away} role="status">
      No connection. What you see may be old; it catches up by itself.
    </p>
  )
}
