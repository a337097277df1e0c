import { room, roomEntry, roomGiven, roomStatus } from '@parley/contracts'
import { z } from 'zod'
import { type Door, door } from '../db/door.ts'
import { agentActing } from '../desk/index.ts'
import { audit } from '../identity/index.ts'
import { granted, refuse } from '../kernel/refusals.ts'
import { askReminder } from './room-reminders.ts'
import { writeRoom } from './room-store.ts'
import { inRoomWords } from './room-texts.ts'
import {
  answerInRoom,
  banWriter,
  changeRoom,
  enterRoom,
  entriesAfter,
  hideEntry,
  pin,
  readRoom,
  readRooms,
  sayInRoom,
  takeAside,
  unpin,
} from './rooms.ts'

const tag = 'rooms'
const params = z.object({ roomId: z.string() })
const entryParams = params.extend({ number: z.coerce.number().int().min(1) })
const mayRead = { visitor: true, scope: 'conversations:read' } as const
const desk = { scope: 'desk' } as const
const noRoom = () => refuse('room.not_found', 'There is no such room.')
const text = z.string().trim().min(1).max(500)
const clientId = z.string().min(1).max(60).optional()

/** Open rooms: reading and talking for shoppers, watching over them for the shop's people. */
export const roomDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/rooms',
    tag,
    summary: 'List rooms',
    description: 'Open ones first, then those to come, then those that were and can be read again.',
    access: mayRead,
    answer: z.object({ rooms: z.array(room) }),
    handle: async (tx) => granted({ rooms: await readRooms(tx) }),
  }),
  door({
    method: 'post',
    path: '/rooms',
    tag,
    summary: 'Make a room',
    description: 'It is opened by hand, with `status`; `startsAt` says when that will be.',
    access: desk,
    body: roomGiven,
    example: { title: 'Lamps for dark evenings', about: 'Ask Anna about lamps.', language: 'en', startsAt: null },
    answer: room,
    status: 201,
    handle: async (tx, { body, principal }) => {
      const roomId = await writeRoom(tx, body)
      await audit(tx, principal, 'room.made', roomId)
      const made = await readRoom(tx, roomId)
      return made ? granted(made) : noRoom()
    },
  }),
  door({
    method: 'get',
    path: '/rooms/{roomId}',
    tag,
    summary: 'Read a room',
    access: mayRead,
    params,
    answer: room,
    handle: async (tx, input) => {
      const found = await readRoom(tx, input.params.roomId)
      return found ? granted(found) : noRoom()
    },
  }),
  door({
    method: 'patch',
    path: '/rooms/{roomId}',
    tag,
    summary: 'Change a room: open it, close it, slow it down',
    access: desk,
    params,
    body: z.object({
      title: roomGiven.shape.title.optional(),
      about: z.string().trim().max(1_000).optional(),
      startsAt: z.iso.datetime().nullable().optional(),
      slowSeconds: z.int().min(0).max(3_600).optional(),
      status: roomStatus.optional(),
    }),
    example: { status: 'open', slowSeconds: 10 },
    answer: room,
    handle: async (tx, input) => {
      const changed = await changeRoom(tx, input.params.roomId, input.body)
      if (changed.ok) await audit(tx, input.principal, 'room.changed', input.params.roomId, input.body)
      return changed
    },
  }),
  door({
    method: 'get',
    path: '/rooms/{roomId}/entries',
    tag,
    summary: 'What happened in a room after a number',
    description: 'All of it from 0 on is the replay. What was hidden comes without its words.',
    access: mayRead,
    params,
    query: z.object({
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
    answer: z.object({ entries: z.array(roomEntry), lastNumber: z.int() }),
    handle: async (tx, { params: { roomId }, query }) => {
      const found = await readRoom(tx, roomId)
      if (!found) return noRoom()
      const entries = await entriesAfter(tx, roomId, query.after, query.limit)
      return granted({ entries, lastNumber: found.lastNumber })
    },
  }),
  door({
    method: 'post',
    path: '/rooms/{roomId}/enter',
    tag,
    summary: 'Sign in with a name',
    access: { visitor: true },
    params,
    body: z.object({ name: z.string().trim().min(2).max(40) }),
    example: { name: 'Lovisa' },
    answer: z.object({ name: z.string() }),
    handle: async (tx, { params: { roomId }, body, principal, language }) => {
      if (principal.kind !== 'visitor') return refuse('auth.forbidden', 'Only shoppers sign in.')
      const given = { visitorId: principal.visitorId, name: body.name }
      return inRoomWords(await enterRoom(tx, roomId, given), language ?? 'en')
    },
  }),
  door({
    method: 'post',
    path: '/rooms/{roomId}/reminders',
    tag,
    summary: 'Be reminded when a room opens',
    description: 'One mail, a quarter of an hour before it opens.',
    access: { visitor: true },
    params,
    body: z.object({ email: z.email().max(254) }),
    example: { email: 'lovisa@example.com' },
    answer: z.object({ asked: z.literal(true) }),
    status: 201,
    handle: async (tx, { params: { roomId }, body, principal, language }) => {
      if (principal.kind !== 'visitor') return refuse('auth.forbidden', 'Only shoppers are reminded.')
      const given = { visitorId: principal.visitorId, email: body.email, language: language ?? 'en' }
      return inRoomWords(await askReminder(tx, roomId, given), language ?? 'en')
    },
  }),
  door({
    method: 'post',
    path: '/rooms/{roomId}/messages',
    tag,
    summary: 'Say something in a room',
    description:
      'A shopper under her name, as often as the room allows; somebody of the shop under hers, as often as she likes.',
    access: { visitor: true, scope: 'desk' },
    params,
    body: z.object({ text, clientId }),
    example: { text: 'Does it come in green?' },
    answer: z.object({ number: z.int() }),
    status: 201,
    handle: async (tx, { params: { roomId }, body, principal, language }) => {
      const said =
        principal.kind === 'visitor'
          ? await sayInRoom(tx, roomId, { visitorId: principal.visitorId, ...body })
          : await answerInRoom(tx, roomId, await agentActing(tx, principal), body)
      return inRoomWords(said, language ?? 'en')
    },
  }),
  door({
    method: 'post',
    path: '/rooms/{roomId}/entries/{number}/hide',
    tag,
    summary: 'Hide a message from everybody',
    access: desk,
    params: entryParams,
    answer: z.object({ hidden: z.literal(true) }),
    handle: async (tx, { params: { roomId, number }, principal }) => {
      const hidden = await hideEntry(tx, roomId, number)
      if (hidden.ok) await audit(tx, principal, 'room.hidden', roomId, { number })
      return hidden
    },
  }),
  door({
    method: 'post',
    path: '/rooms/{roomId}/entries/{number}/ban',
    tag,
    summary: 'Let whoever wrote this write no more, or again',
    access: desk,
    params: entryParams,
    body: z.object({ on: z.boolean() }),
    example: { on: true },
    answer: z.object({ banned: z.boolean() }),
    handle: async (tx, { params: { roomId, number }, body, principal }) => {
      const done = await banWriter(tx, roomId, { number, on: body.on })
      if (!done.ok) return done
      await audit(tx, principal, body.on ? 'room.banned' : 'room.unbanned', done.value.visitorId, { room: roomId })
      return granted({ banned: done.value.banned })
    },
  }),
  door({
    method: 'post',
    path: '/rooms/{roomId}/entries/{number}/aside',
    tag,
    summary: 'Go on with whoever wrote this between four eyes',
    access: desk,
    params: entryParams,
    body: z.object({ text: z.string().trim().min(1).max(4_000) }),
    example: { text: 'Hello, shall we look at your order here?' },
    answer: z.object({ conversationId: z.string() }),
    status: 201,
    handle: async (tx, { params: { roomId, number }, body, principal }) =>
      takeAside(tx, roomId, await agentActing(tx, principal), { number, text: body.text }),
  }),
  door({
    method: 'post',
    path: '/rooms/{roomId}/pins',
    tag,
    summary: 'Pin a product, or an answer that was given',
    access: desk,
    params,
    body: z.union([
      z.strictObject({ variantId: z.string().min(1).max(100) }),
      z.strictObject({ number: z.int().min(1) }),
    ]),
    example: { variantId: 'var_…' },
    answer: z.object({ number: z.int() }),
    status: 201,
    handle: async (tx, { params: { roomId }, body }) => pin(tx, roomId, body),
  }),
  door({
    method: 'delete',
    path: '/rooms/{roomId}/pins/{number}',
    tag,
    summary: 'Take a pin down',
    access: desk,
    params: entryParams,
    answer: z.object({ unpinned: z.literal(true) }),
    handle: async (tx, { params: { roomId, number } }) => unpin(tx, roomId, number),
  }),
]
