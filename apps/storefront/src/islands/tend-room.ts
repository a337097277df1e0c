import type { RoomEntry, ServerFrame } from '@parley/contracts'
import { fetchPart } from './fetch-part.ts'
import { visitorToken } from './visitor.ts'

/** Makes the page of a room live for whoever has signed in: what is said comes by itself, what is shown is drawn anew. */
export function tendRoom(): void {
  const room = document.querySelector<HTMLElement>('[data-room]')
  const log = room?.querySelector<HTMLElement>('.room-log')
  const token = visitorToken()
  if (!room || !log) return
  log.scrollTop = log.scrollHeight
  if (!token) return
  const { room: roomId = '' } = room.dataset
  let last = Number(room.dataset.last)
  let tries = 0

  const hear = (entry: RoomEntry): void => {
    last = Math.max(last, entry.number)
    if (entry.kind === 'said' && !entry.isHidden) draw(log, entry, room.dataset.fromShop ?? '')
    if (entry.kind === 'hidden') log.querySelector(`[data-number="${entry.about}"]`)?.remove()
    if (entry.kind === 'pinned' || entry.kind === 'unpinned') drawPins(room)
    if (entry.kind === 'opened' || entry.kind === 'closed') location.reload()
  }
  const dial = (): void => {
    const address = new URL('/api/socket', location.href)
    address.protocol = address.protocol.replace('http', 'ws')
    address.searchParams.set('token', token)
    const socket = new WebSocket(address)
    socket.onmessage = ({ data }) => {
      const frame: ServerFrame = JSON.parse(data)
      if (frame.type === 'hello') {
        tries = 0
        socket.send(JSON.stringify({ type: 'watch_room', ref: 'room', roomId, after: last, on: true }))
      }
      if (frame.type === 'room' && frame.roomId === roomId)
        for (const entry of frame.entries) if (entry.number > last) hear(entry)
    }
    socket.onclose = () => {
      if (tries < 12) setTimeout(dial, Math.min(30_000, 1_000 * 2 ** tries++) * (0.75 + Math.random() / 2))
    }
  }
  dial()
  tendForm(room, { roomId, token })
}

function tendForm(room: HTMLElement, { roomId, token }: { roomId: string; token: string }): void {
  const form = room.querySelector<HTMLFormElement>('[data-room-say]')
  const field = form?.querySelector<HTMLInputElement>('[name="text"]')
  const note = room.querySelector('.room-note')
  form?.addEventListener('submit', async (event) => {
    event.preventDefault()
    const text = field?.value.trim()
    if (!field || !text) return
    field.value = ''
    const answer = await fetch(`/api/v1/rooms/${roomId}/messages`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'accept-language': document.documentElement.lang,
      },
      body: JSON.stringify({ text, clientId: idOf() }),
    }).catch(() => null)
    if (note) note.textContent = ''
    if (answer?.ok) return
    // Nothing that was written is lost: it stands in the field again.
    if (field.value === '') field.value = text
    const told: { errors?: { message: string }[] } = (await answer?.json().catch(() => null)) ?? {}
    if (note) note.textContent = told.errors?.[0]?.message ?? ''
  })
}

const idOf = (): string =>
  [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Whatever was said is text. */
function draw(log: HTMLElement, entry: RoomEntry, fromShop: string): void {
  if (log.querySelector(`[data-number="${entry.number}"]`)) return
  const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60
  const line = document.createElement('div')
  line.dataset.number = String(entry.number)
  const name = document.createElement('b')
  name.textContent = entry.from?.name ?? ''
  const words = document.createElement('p')
  words.textContent = entry.text
  const tag = document.createElement('span')
  tag.className = 'tag'
  tag.textContent = fromShop
  line.append(name, ...(entry.from?.kind === 'agent' ? [tag] : []), words)
  log.append(line)
  document.querySelector('.room-quiet')?.remove()
  if (isAtEnd) log.scrollTop = log.scrollHeight
}

async function drawPins(room: HTMLElement): Promise<void> {
  const fresh = await fetchPart(location.pathname, 'pins')
  if (fresh) room.querySelector('[data-room-pins]')?.replaceWith(fresh)
}
