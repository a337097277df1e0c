import type { Answer, Call, Door } from '../doors/door.ts'
import type { Outcome, RoomSeen } from '../shop-port.ts'
import { readPins } from './pins.ts'
import { Pins, RoomPage, RoomsPage } from './room-page.tsx'

const roomsDoor: Door = {
  method: 'GET',
  path: /^\/rooms$/,
  async open({ visit, reader }) {
    const rooms = await visit.rooms.list()
    const who = await reader()
    return {
      kind: 'page',
      reader: who,
      page: { title: who.say('room.list'), body: <RoomsPage rooms={rooms} reader={who} /> },
    }
  },
}

const roomDoor: Door = {
  method: 'GET',
  path: /^\/rooms\/(?<room>[\w-]{1,80})$/,
  open: (call) => roomAnswer(call, []),
}

const enterDoor: Door = {
  method: 'POST',
  path: /^\/rooms\/(?<room>[\w-]{1,80})\/enter$/,
  async open(call) {
    await call.visit.visitorToken()
    return after(call, await call.visit.rooms.enter(call.names.room ?? '', call.form.text('name')))
  },
}

const sayDoor: Door = {
  method: 'POST',
  path: /^\/rooms\/(?<room>[\w-]{1,80})\/say$/,
  async open(call) {
    await call.visit.visitorToken()
    return after(call, await call.visit.rooms.say(call.names.room ?? '', call.form.text('text')))
  },
}

const remindDoor: Door = {
  method: 'POST',
  path: /^\/rooms\/(?<room>[\w-]{1,80})\/remind$/,
  async open(call) {
    await call.visit.visitorToken()
    return after(call, await call.visit.rooms.remind(call.names.room ?? '', call.form.text('email')))
  },
}

export const roomDoors: readonly Door[] = [roomsDoor, roomDoor, enterDoor, sayDoor, remindDoor]

async function after(call: Call, told: Outcome<object>): Promise<Answer> {
  if (told.ok) return { kind: 'elsewhere', to: `/rooms/${encodeURIComponent(call.names.room ?? '')}` }
  return roomAnswer(call, told.refusals)
}

async function roomAnswer(call: Call, refusals: RoomSeen['refusals']): Promise<Answer> {
  const seen = await call.visit.rooms.read(call.names.room ?? '')
  if (!seen) return { kind: 'missing' }
  const pins = await readPins(call.visit, seen.room)
  const reader = await call.reader()
  if (call.part === 'pins') return { kind: 'part', body: <Pins pins={pins} roomId={seen.room.id} reader={reader} /> }
  const body = <RoomPage seen={{ ...seen, refusals }} pins={pins} reader={reader} />
  const { title, about } = seen.room
  return { kind: 'page', status: refusals.length > 0 ? 422 : 200, reader, page: { title, description: about, body } }
}
