import { useEffect, useState } from 'react'
import { useDesk } from '../live/desk-context.tsx'
import { useCommands } from '../shell/commands.ts'
import { tellDone } from '../shell/tell.tsx'
import { shopperName } from '../words/names.ts'
import { alertOf, playChime, showNotice } from './alerts.ts'

const soundPlace = 'parley.sound'

/** Tells of whoever begins to wait: a sound, a notice where the page is out of sight, and the number on the app's icon. */
export function useAlerts(waiting: number): void {
  const { line, live, session } = useDesk()
  const [sounds, setSounds] = useState(() => localStorage.getItem(soundPlace) !== 'off')

  useEffect(() => {
    const known = new Map(live.conversations())
    return line.onFrame((frame) => {
      if (frame.type !== 'desk') return
      const { conversation } = frame
      const alert = alertOf(known.get(conversation.id), conversation, session.account.id)
      known.set(conversation.id, conversation)
      if (!alert) return
      if (sounds) playChime()
      if (document.hidden && globalThis.Notification?.permission === 'granted')
        void showNotice({ ...alert, name: shopperName(conversation) })
    })
  }, [line, live, session.account.id, sounds])

  useEffect(() => {
    if (waiting > 0) void navigator.setAppBadge?.(waiting).catch(() => {})
    else void navigator.clearAppBadge?.().catch(() => {})
  }, [waiting])

  useCommands([
    {
      id: 'sound',
      label: sounds ? 'Turn the sound off' : 'Turn the sound on',
      group: 'Anywhere',
      run: () => {
        localStorage.setItem(soundPlace, sounds ? 'off' : 'on')
        setSounds(!sounds)
        tellDone(sounds ? 'No more sound when somebody waits.' : 'A sound when somebody waits.')
      },
    },
    ...(globalThis.Notification?.permission === 'default'
      ? [
          {
            id: 'notices',
            label: 'Let the system tell when somebody waits',
            group: 'Anywhere',
            run: () => void Notification.requestPermission(),
          },
        ]
      : []),
  ])
}

/** What makes the console an app of its own; where it can't be had, the page works as before. */
export function registerApp(): void {
  navigator.serviceWorker?.register('/console/sw.js', { scope: '/console/' }).catch(() => {})
}
