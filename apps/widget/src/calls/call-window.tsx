import type { Call } from '@parley/contracts'
import type { LiveCall } from '@parley/ui/call'
import { isOver } from '@parley/ui/call'
import { CallIcon } from './call-icon.tsx'
import type { Calls } from './calls.ts'
import { Controls } from './controls.tsx'
import { Pictures, Sound } from './received.tsx'
import { inWords } from './words.ts'

/** The call beside the chat: who, how it stands, pictures where there are any, and what can be done. */
export function CallWindow({ calls, shop }: { calls: Calls; shop: string }) {
  const live = calls.live()
  const trouble = calls.trouble()
  if (!live) {
    if (!trouble && !calls.isStarting()) return null
    return (
      <section id="call" aria-label={inWords('label')}>
        <Head name={shop} state={inWords(trouble ? `trouble.${trouble}` : 'state.starting')} />
        {trouble && <Close onClose={calls.dismiss} />}
      </section>
    )
  }
  const call = live.call()
  const name = call.agent?.name || shop
  const rings = call.state === 'ringing' && call.startedBy === 'desk'
  return (
    <section id="call" aria-label={inWords('label')} data-state={call.state}>
      <Head name={name} state={rings ? inWords('state.rings') : stateOf(live)} quality={qualityOf(live)} />
      <Sound live={live} />
      <Pictures live={live} />
      {live.trouble() && <p class="call-trouble">{inWords(`trouble.${live.trouble()}`)}</p>}
      {isOver(call) ? (
        <Close onClose={calls.dismiss} />
      ) : rings ? (
        <Answer calls={calls} withCamera={call.mode === 'video'} />
      ) : !live.holds() ? (
        <div class="call-row">
          <button type="button" class="call-choice" onClick={calls.takeHere}>
            {inWords('take_here')}
          </button>
        </div>
      ) : (
        <Controls live={live} onHangUp={calls.hangUp} />
      )}
      {live.holds() && <PageQuestion calls={calls} call={call} name={name} />}
    </section>
  )
}

/** Whether the desk may see the page: asked once, ended by one press, and said as long as it goes on. */
function PageQuestion({ calls, call, name }: { calls: Calls; call: Call; name: string }) {
  if (isOver(call) || call.coBrowsing === 'off') return null
  const on = call.coBrowsing === 'on'
  return (
    <div class={on ? 'call-page is-on' : 'call-page'}>
      <p role="alert">{inWords(on ? 'page.on' : 'page.ask', { name })}</p>
      <div class="call-row">
        {!on && (
          <button type="button" class="call-choice is-good" onClick={() => calls.showPage(true)}>
            {inWords('page.show')}
          </button>
        )}
        <button type="button" class="call-choice" onClick={() => calls.showPage(false)}>
          {inWords(on ? 'page.stop' : 'page.refuse')}
        </button>
      </div>
    </div>
  )
}

function Head({ name, state, quality }: { name: string; state: string; quality?: string | undefined }) {
  return (
    <header class="call-head">
      <h2>{name}</h2>
      <p role="status">
        {state}
        {quality && <span class="call-quality">{quality}</span>}
      </p>
    </header>
  )
}

function Close({ onClose }: { onClose: () => void }) {
  return (
    <div class="call-row">
      <button type="button" class="call-choice" onClick={onClose}>
        {inWords('close')}
      </button>
    </div>
  )
}

function Answer({ calls, withCamera }: { calls: Calls; withCamera: boolean }) {
  return (
    <div class="call-row">
      <button type="button" class="call-choice is-good" onClick={() => calls.accept(false)}>
        <CallIcon name="accept" />
        {inWords('accept')}
      </button>
      {withCamera && (
        <button type="button" class="call-choice" onClick={() => calls.accept(true)}>
          <CallIcon name="camera" />
          {inWords('accept_camera')}
        </button>
      )}
      <button type="button" class="call-choice is-bad" onClick={calls.decline}>
        <CallIcon name="end" />
        {inWords('decline')}
      </button>
    </div>
  )
}

const moments: Partial<Record<Call['state'], string>> = {
  ringing: 'state.calling',
  accepted: 'state.connecting',
  ended: 'state.ended',
  declined: 'state.unanswered',
  missed: 'state.unanswered',
  busy: 'state.busy',
  cancelled: 'state.ended',
  failed: 'state.failed',
}

function stateOf(live: LiveCall): string {
  const call = live.call()
  if (isOver(call)) return inWords(moments[call.state] ?? 'state.ended')
  if (!live.holds()) return inWords('state.elsewhere')
  if (call.desk?.held) return inWords('state.held')
  if (live.own().line === 'lost') return inWords('state.lost')
  const moment = moments[call.state]
  if (moment) return inWords(moment)
  return live.own().line === 'connected' ? span(call.connectedAt) : inWords('state.connecting')
}

const qualityOf = (live: LiveCall): string | undefined => {
  const quality = live.quality()
  return quality && live.own().line === 'connected' && !isOver(live.call()) ? inWords(`quality.${quality}`) : undefined
}

/** "4:09". */
function span(since: string | null): string {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(since ?? '')) / 1000)) || 0
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
