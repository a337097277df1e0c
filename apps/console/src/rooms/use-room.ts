import { type Room, type RoomEntry, room as roomSchema } from '@parley/contracts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { useDesk } from '../live/desk-context.tsx'

const roomsAnswer = z.object({ rooms: z.array(roomSchema) })

export function useRooms() {
  const { api, shopId } = useDesk()
  return useQuery({
    queryKey: ['rooms', shopId],
    queryFn: async ({ signal }) => (await api({ path: '/rooms', answer: roomsAnswer, signal })).rooms,
    refetchInterval: 30_000,
  })
}

/** The room, and all that happens in it while it is looked at. */
export function useRoom(roomId: string): {
  room: Room | undefined
  entries: ReadonlyMap<number, RoomEntry>
  error: Error | null
} {
  const { api, line, shopId } = useDesk()
  const client = useQueryClient()
  const { data: room, error } = useQuery({
    queryKey: ['room', shopId, roomId],
    queryFn: ({ signal }) => api({ path: `/rooms/${roomId}`, answer: roomSchema, signal }),
  })
  const [entries, setEntries] = useState<ReadonlyMap<number, RoomEntry>>(new Map())
  useEffect(() => {
    let last = 0
    const watch = () => line.send({ type: 'watch_room', ref: 'room', roomId, after: last, on: true })
    watch()
    const stopOpen = line.onOpen(watch)
    const stopFrame = line.onFrame((frame) => {
      if (frame.type !== 'room' || frame.roomId !== roomId) return
      last = Math.max(last, frame.lastNumber)
      setEntries((before) => withEntries(before, frame.entries))
      if (frame.entries.some(({ kind }) => kind !== 'said' && kind !== 'hidden'))
        void client.invalidateQueries({ queryKey: ['room', shopId, roomId] })
    })
    return () => {
      line.send({ type: 'watch_room', ref: 'room', roomId, after: 0, on: false })
      stopOpen()
      stopFrame()
    }
  }, [line, client, shopId, roomId])
  return { room, entries, error }
}

/** What was hidden meanwhile is hidden here too. */
function withEntries(
  before: ReadonlyMap<number, RoomEntry>,
  fresh: readonly RoomEntry[],
): ReadonlyMap<number, RoomEntry> {
  const next = new Map(before)
  for (const entry of fresh) {
    next.set(entry.number, entry)
    const hidden = entry.kind === 'hidden' && entry.about !== null ? next.get(entry.about) : undefined
    if (hidden) next.set(hidden.number, { ...hidden, isHidden: true, text: '' })
  }
  return next
}
