import { Button } from '@mantine/core'
import type { Call } from '@parley/contracts'
import { isOver, type LiveCall, startRinging } from '@parley/ui/call'
import { IconPhone, IconPhoneOff, IconVideo } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useDesk } from '../live/desk-context.tsx'
import { useCommands } from '../shell/commands.ts'
import { tellFault } from '../shell/tell.tsx'
import { CallBacks } from './call-backs.tsx'
import styles from './call-bar.module.css'
import { CallControls } from './call-controls.tsx'
import { CallPictures, CallSound } from './received.tsx'
import { useCalls } from './use-calls.ts'

/** Few calls come to it, and it weighs as much as the rest. */
const PageView = lazy(() => import('./page-view.tsx').then((part) => ({ default: part.PageView })))

/** Calls above every page: what rings, and the one that goes on. Nothing lies under it, so the conversation and the basket stay in sight. */
export function CallBar() {
  const { ringing, live } = useCalls()
  const busy = live !== null && !isOver(live.call())
  useRinging(ringing.length > 0 && !busy)
  return (
    <div className={styles.bar}>
      <CallBacks />
      {ringing.map((call) => (
        <Ringing key={call.id} call={call} busy={busy} />
      ))}
      {live && <Going key={live.call().id} live={live} />}
    </div>
  )
}

function useRinging(on: boolean): void {
  useEffect(() => (on ? startRinging() : undefined), [on])
}

function useShopperOf(call: Call): string {
  const { live } = useDesk()
  const conversation = live.conversations().get(call.conversationId)
  return (
    conversation?.person?.name || `Visitor ${(conversation?.visitorId ?? call.conversationId).slice(-4).toUpperCase()}`
  )
}

function Ringing({ call, busy }: { call: Call; busy: boolean }) {
  const { calls } = useDesk()
  const shopper = useShopperOf(call)
  const navigate = useNavigate()
  const accept = async (camera: boolean) => {
    // The conversation and the basket belong beside the talk.
    void navigate({ to: '/inbox/$conversationId', params: { conversationId: call.conversationId } })
    await calls.accept(call, camera).catch(tellFault)
  }
  const decline = () => calls.decline(call).catch(tellFault)
  useCommands([
    { id: 'answer', label: `Answer ${shopper}`, group: 'Call', key: 'a', run: () => void accept(false) },
    { id: 'decline', label: `Decline ${shopper}`, group: 'Call', key: 'x', run: () => void decline() },
  ])
  return (
    <section className={styles.call} aria-label={`Call from ${shopper}`} data-state="ringing">
      <p className={styles.words} role="alert">
        <b>{shopper}</b> calls{call.state === 'ringing' ? '' : ', given to you by a colleague'}
      </p>
      <div className={styles.moves}>
        <Button
          size="compact-md"
          h={32}
          leftSection={<IconPhone size={16} />}
          disabled={busy}
          onClick={() => void accept(false)}
        >
          Answer
        </Button>
        {call.mode === 'video' && (
          <Button
            size="compact-md"
            h={32}
            variant="default"
            leftSection={<IconVideo size={16} />}
            disabled={busy}
            onClick={() => void accept(true)}
          >
            Answer with picture
          </Button>
        )}
        <Button
          size="compact-md"
          h={32}
          variant="default"
          leftSection={<IconPhoneOff size={16} />}
          onClick={() => void decline()}
        >
          Decline
        </Button>
      </div>
    </section>
  )
}

function Going({ live }: { live: LiveCall }) {
  const { calls } = useDesk()
  const call = live.call()
  const shopper = useShopperOf(call)
  const over = isOver(call)
  useSecond(call.connectedAt !== null && !over)
  return (
    <section className={styles.call} aria-label={`Call with ${shopper}`} data-state={call.state}>
      <p className={styles.words}>
        <Link to="/inbox/$conversationId" params={{ conversationId: call.conversationId }} className={styles.name}>
          {shopper}
        </Link>
        <span role="status">{stateOf(live)}</span>
        {live.trouble() && <span className={styles.trouble}>{troubles[live.trouble() ?? 'microphone']}</span>}
      </p>
      <CallSound live={live} />
      {over ? (
        <Button size="compact-md" h={32} variant="default" onClick={calls.dismiss}>
          Close
        </Button>
      ) : live.holds() ? (
        <CallControls live={live} />
      ) : (
        <Button size="compact-md" h={32} variant="default" onClick={() => void calls.takeHere()}>
          Continue here
        </Button>
      )}
      <CallPictures live={live} />
      {call.coBrowsing === 'on' && !over && live.holds() && (
        <Suspense>
          <PageView live={live} />
        </Suspense>
      )}
    </section>
  )
}

const troubles = {
  microphone: 'Your microphone can’t be used: allow it in the browser.',
  camera: 'Your camera can’t be used: allow it in the browser.',
  screen: 'The screen wasn’t shared.',
} as const

const moments: Partial<Record<Call['state'], string>> = {
  ringing: 'Ringing at the shopper',
  accepted: 'Connecting',
  connecting: 'Connecting',
  ended: 'Call ended',
  declined: 'Declined',
  missed: 'Nobody answered',
  busy: 'Busy',
  cancelled: 'Called off',
  failed: 'The call didn’t get through',
}
const qualities = { good: 'good line', fair: 'fair line', poor: 'poor line' } as const

function stateOf(live: LiveCall): string {
  const call = live.call()
  if (isOver(call)) return moments[call.state] ?? ''
  if (!live.holds()) return 'Goes on in another window'
  if (call.shopper?.held) return 'Put on hold by the shopper'
  if (live.own().held) return 'On hold'
  if (live.own().line === 'lost') return 'The connection was lost, trying again'
  if (live.own().line === 'connected' && call.connectedAt) {
    const quality = live.quality()
    return `${span(call.connectedAt)}${quality ? `, ${qualities[quality]}` : ''}`
  }
  return moments[call.state] ?? 'Connecting'
}

function span(since: string): string {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(since)) / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

function useSecond(on: boolean): void {
  const [, tick] = useState(0)
  useEffect(() => {
    if (!on) return
    const timer = setInterval(() => tick((n) => n + 1), 1_000)
    return () => clearInterval(timer)
  }, [on])
}
