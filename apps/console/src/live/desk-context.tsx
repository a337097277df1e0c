import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { type Api, apiOf } from '../api/call.ts'
import { uploadOf } from '../api/upload.ts'
import { type DeskCalls, openDeskCalls } from '../calls/desk-calls.ts'
import type { Session } from '../session/session.ts'
import { type DeskLive, watchDesk } from './desk-live.ts'
import { type Line, type LineState, openLine } from './line.ts'
import { openSendings, type Sendings } from './sendings.ts'
import { openTalks, type Talks } from './talks.ts'

/** Everything a page needs of the shop it works in. */
interface Desk {
  session: Session
  shopId: string
  shopName: string
  role: string
  api: Api
  line: Line
  live: DeskLive
  talks: Talks
  sendings: Sendings
  calls: DeskCalls
}

const DeskContext = createContext<Desk | null>(null)

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('There is no desk around this part of the page.')
  return desk
}

interface DeskProviderProps {
  session: Session
  shopId: string
  onReopen: () => void
  children: ReactNode
}

/** Opens the desk of one shop: its API and its live line. */
export function DeskProvider({ session, shopId, onReopen, children }: DeskProviderProps) {
  const [desk, setDesk] = useState<Desk | null>(null)
  useEffect(() => {
    const opened = openDesk(session, shopId)
    const stop = opened.line.onReopen(onReopen)
    setDesk(opened)
    return () => {
      stop()
      opened.line.close()
    }
  }, [session, shopId, onReopen])
  return desk && <DeskContext value={desk}>{children}</DeskContext>
}

function openDesk(session: Session, shopId: string): Desk {
  const address = new URL(`/api/socket?shop=${encodeURIComponent(shopId)}`, location.href)
  address.protocol = address.protocol.replace('http', 'ws')
  const line = openLine({ address: address.href, open: (to) => new WebSocket(to), random: Math.random })
  const api = apiOf(shopId)
  const membership = session.memberships.find((each) => each.shopId === shopId)
  return {
    session,
    shopId,
    shopName: membership?.name ?? '',
    role: membership?.role ?? 'viewer',
    api,
    line,
    live: watchDesk(line),
    talks: openTalks(line, Date.now),
    sendings: openSendings(
      api,
      uploadOf(shopId),
      line,
      () => crypto.randomUUID(),
      () => new Date(),
    ),
    calls: openDeskCalls({
      line,
      api,
      accountId: session.account.id,
      // Without a secure page there are no calls, and no ids by which to tell their pages apart.
      device: isSecureContext ? crypto.randomUUID() : '',
      devices: navigator.mediaDevices,
      kept: {
        read: () => sessionStorage.getItem('call'),
        write: (callId) => (callId ? sessionStorage.setItem('call', callId) : sessionStorage.removeItem('call')),
      },
    }),
  }
}

export function useLineState(): LineState {
  const { line } = useDesk()
  return useSyncExternalStore(line.onState, line.state)
}
