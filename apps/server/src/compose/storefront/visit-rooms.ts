import { z } from 'zod'
import type { Visit } from '../../../../storefront/src/shop-port.ts'
import type { ShopTransaction } from '../../db/database.ts'
import { refuse } from '../../kernel/refusals.ts'
import {
  askReminder,
  enterRoom,
  entriesAfter,
  inRoomWords,
  readMember,
  readRoom,
  readRooms,
  remindersOf,
  sayInRoom,
} from '../../rooms/index.ts'

interface VisitRoomsParts {
  tx: ShopTransaction
  language: string
  /** Null until there is one. */
  visitorId: () => string | null
  open: () => Promise<{ id: string }>
}

/** Read again a room can be whole; more than this was said in none. */
const mostEntries = 2_000

export function visitRooms({ tx, language, visitorId, open }: VisitRoomsParts): Visit['rooms'] {
  return {
    list: () => readRooms(tx),
    read: async (roomId) => {
      const room = await readRoom(tx, roomId)
      const own = visitorId()
      const member = room && own ? await readMember(tx, roomId, own) : null
      const from = room?.status === 'open' ? Math.max(0, room.lastNumber - 200) : 0
      if (!room) return null
      const reminds = own !== null && (await remindersOf(tx, roomId, own)) > 0
      return { room, entries: await entriesAfter(tx, roomId, from, mostEntries), name: member?.name ?? null, reminds }
    },
    enter: async (roomId, name) => {
      const { id } = await open()
      return inRoomWords(await enterRoom(tx, roomId, { visitorId: id, name: name.slice(0, 40) || '?' }), language)
    },
    say: async (roomId, text) => {
      const { id } = await open()
      const said = { visitorId: id, text: text.trim().slice(0, 500) || '…' }
      return inRoomWords(await sayInRoom(tx, roomId, said), language)
    },
    remind: async (roomId, given) => {
      const email = z.email().max(254).safeParse(given)
      const { id } = await open()
      const asked = email.success
        ? await askReminder(tx, roomId, { visitorId: id, email: email.data, language })
        : refuse('room.no_email', 'Write the address like name@example.com.', { path: 'email' })
      return inRoomWords(asked, language)
    },
  }
}
