import type { Room, RoomEntry } from '@parley/contracts'
import { formatDate, formatTime } from '@parley/ui'
import { Portrait } from '../frame/product-cards.tsx'
import { RefusalNotes } from '../frame/refusal-notes.tsx'
import type { Reader } from '../reader.ts'
import type { RoomSeen } from '../shop-port.ts'
import type { SeenPin } from './pins.ts'

/** All rooms that can be talked in or read again. */
export function RoomsPage({ rooms, reader }: { rooms: readonly Room[]; reader: Reader }) {
  const { say } = reader
  return (
    <section class="page">
      <h1>{say('room.list')}</h1>
      {rooms.length === 0 && <p class="lead">{say('room.empty')}</p>}
      <ul class="rooms">
        {rooms.map((room) => (
          <li>
            <a href={`/rooms/${encodeURIComponent(room.id)}`}>{room.title}</a>
            <span class="soft"> {stateOf(room, reader)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface RoomProps {
  seen: RoomSeen
  pins: readonly SeenPin[]
  reader: Reader
}

/** One room: what is shown now, what was said, and a place to speak. It works by itself; the browser half makes it live. */
export function RoomPage({ seen, pins, reader }: RoomProps) {
  const { room, entries, name, reminds, refusals } = seen
  const { say } = reader
  const said = entries.filter(({ kind, isHidden }) => kind === 'said' && !isHidden)
  return (
    <section
      class="page room"
      data-room={room.id}
      data-last={room.lastNumber}
      data-from-shop={say('room.from_shop')}
      data-open={room.status === 'open' ? '' : undefined}
    >
      <header>
        <h1>{room.title}</h1>
        {room.about && <p class="lead">{room.about}</p>}
        <p class="soft">
          {stateOf(room, reader)} {room.members > 0 && say('room.people', { count: room.members })}
        </p>
      </header>
      <div class="room-columns">
        <Pins pins={pins} roomId={room.id} reader={reader} />
        <div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <div class="room-log" role="log" aria-label={say('room.log')} tabIndex={0} hidden={entries.length === 0}>
            {entries.map((entry) => (
              <Entry entry={entry} reader={reader} />
            ))}
          </div>
          {room.status === 'scheduled' &&
            (reminds ? <p role="status">{say('room.reminded')}</p> : <RemindForm room={room} reader={reader} />)}
          {said.length === 0 && room.status === 'open' && <p class="soft room-quiet">{say('room.quiet')}</p>}
          <RefusalNotes refusals={refusals} />
          <p class="room-note" role="status" />
          {room.status === 'open' &&
            (name ? <SayForm room={room} reader={reader} /> : <EnterForm room={room} reader={reader} />)}
        </div>
      </div>
    </section>
  )
}

function Entry({ entry, reader }: { entry: RoomEntry; reader: Reader }) {
  const { say, language } = reader
  if (entry.kind === 'pinned' && entry.variantId)
    return <p class="room-event">{say('room.shown', { name: entry.text })}</p>
  if (entry.kind !== 'said' || entry.isHidden) return null
  return (
    <div data-number={entry.number}>
      <b>{entry.from?.name}</b>
      {entry.from?.kind === 'agent' && <span class="tag">{say('room.from_shop')}</span>}{' '}
      <time class="soft" dateTime={entry.at}>
        {formatTime(new Date(entry.at), language)}
      </time>
      <p>{entry.text}</p>
    </div>
  )
}

/** What is talked about, with one tap into the basket. */
export function Pins({ pins, roomId, reader }: { pins: readonly SeenPin[]; roomId: string; reader: Reader }) {
  const { say, money } = reader
  return (
    <aside class="room-pins" data-room-pins aria-label={say('room.pins')}>
      {pins.map(({ pin, product, variant }) =>
        product && variant ? (
          <article class="room-pin">
            <a href={`/products/${encodeURIComponent(product.handle)}?variant=${encodeURIComponent(variant.id)}`}>
              <Portrait picture={product.picture} alt="" class="small-portrait" eager />
              <span>
                <b>{pin.text}</b>
                {variant.price && <span class="price">{money(variant.price)}</span>}
              </span>
            </a>
            <form class="buy" method="post" action="/cart/add" data-basket-form>
              <input type="hidden" name="variant" value={variant.id} />
              <input type="hidden" name="back" value={`/rooms/${roomId}`} />
              <button type="submit" class="button" disabled={variant.stock === 'out'}>
                {variant.stock === 'out' ? say('stock.out') : say('product.add')}
                <span class="unseen">: {pin.text}</span>
              </button>
            </form>
          </article>
        ) : (
          <blockquote class="room-pin">{pin.text}</blockquote>
        ),
      )}
    </aside>
  )
}

function EnterForm({ room, reader }: { room: Room; reader: Reader }) {
  const { say } = reader
  return (
    <form class="room-form" method="post" action={`/rooms/${room.id}/enter`}>
      <label for="room-name">{say('room.name')}</label>
      <input id="room-name" name="name" required minLength={2} maxLength={40} autocomplete="nickname" />
      <button type="submit" class="button">
        {say('room.enter')}
      </button>
    </form>
  )
}

/** Before it opens: where to write when it does. */
function RemindForm({ room, reader }: { room: Room; reader: Reader }) {
  const { say } = reader
  return (
    <form class="room-form" method="post" action={`/rooms/${room.id}/remind`}>
      <label for="room-email">{say('room.email')}</label>
      <input id="room-email" name="email" type="email" required maxLength={254} autocomplete="email" />
      <button type="submit" class="button">
        {say('room.remind')}
      </button>
      <p class="soft">{say('room.remind_once')}</p>
    </form>
  )
}

function SayForm({ room, reader }: { room: Room; reader: Reader }) {
  const { say } = reader
  return (
    <form class="room-form" method="post" action={`/rooms/${room.id}/say`} data-room-say>
      <label for="room-text">{say('room.text')}</label>
      <input id="room-text" name="text" required maxLength={500} autocomplete="off" />
      <button type="submit" class="button">
        {say('room.send')}
      </button>
      {room.slowSeconds > 0 && <p class="soft">{say('room.slow', { seconds: room.slowSeconds })}</p>}
    </form>
  )
}

function stateOf(room: Room, { say, language }: Reader): string {
  if (room.status === 'open') return say('room.now')
  if (room.status === 'closed') return say('room.over')
  if (!room.startsAt) return say('room.soon')
  const at = new Date(room.startsAt)
  return say('room.starts', { at: `${formatDate(at, language)} ${formatTime(at, language)}` })
}
