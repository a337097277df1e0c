import { granted, type Outcome, refuse } from '../kernel/refusals.ts'

export interface RoomRecord {
  id: string
  title: string
  about: string
  language: string
  status: 'scheduled' | 'open' | 'closed'
  startsAt: Date | null
  slowSeconds: number
  lastNumber: number
}

export interface MemberRecord {
  visitorId: string
  name: string
  saidAt: Date | null
  bannedAt: Date | null
}

const roomMoves = { scheduled: ['open'], open: ['closed'], closed: ['open'] } as const

/** Whether a room may go from where it is to there. */
export function mayBecome(from: RoomRecord['status'], to: RoomRecord['status']): boolean {
  const moves: readonly string[] = roomMoves[from]
  return from === to || moves.includes(to)
}

/** Refused: `room.not_open`, `room.enter_first`, `room.banned`, `room.slow` with the seconds that are left. */
export function maySay(room: RoomRecord, member: MemberRecord | null, now: Date): Outcome<MemberRecord> {
  if (room.status !== 'open') return refuse('room.not_open', 'The room is not open.')
  if (!member) return refuse('room.enter_first', 'Give a name first.')
  if (member.bannedAt) return refuse('room.banned', 'You can read here, but no longer write.')
  // Said at the same instant, one may have begun before the other that was written first.
  const waited = member.saidAt ? Math.max(0, now.getTime() - member.saidAt.getTime()) : Number.POSITIVE_INFINITY
  const seconds = Math.ceil(room.slowSeconds - waited / 1_000)
  if (seconds > 0)
    return refuse('room.slow', `One message every ${room.slowSeconds} seconds. Wait ${seconds} more.`, {
      values: { seconds, every: room.slowSeconds },
    })
  return granted(member)
}

/** A name as it is compared: nobody passes for somebody else by a capital or a second space. */
export const tidyName = (name: string): string => name.trim().replace(/\s+/g, ' ')
