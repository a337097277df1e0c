import type { Device, LiveCall } from '@parley/ui/call'
import { useEffect, useState } from 'preact/hooks'
import { CallIcon, type CallShape } from './call-icon.tsx'
import { inWords } from './words.ts'

/** What one does in a call: silence, picture, screen, hold, another device, the end. */
export function Controls({ live, onHangUp }: { live: LiveCall; onHangUp: () => void }) {
  const [choosing, setChoosing] = useState(false)
  const own = live.own()
  const canShareScreen = 'getDisplayMedia' in navigator.mediaDevices
  return (
    <>
      <div class="call-row">
        <Toggle
          name="microphone"
          shape={own.microphone ? 'microphone' : 'silent'}
          on={own.microphone}
          onPress={() => live.setMicrophone(!own.microphone)}
        />
        <Toggle name="camera" shape="camera" on={own.camera} onPress={() => live.setCamera(!own.camera)} />
        {canShareScreen && (
          <Toggle name="screen" shape="screen" on={own.screen} onPress={() => live.setScreen(!own.screen)} />
        )}
        <Toggle
          name="hold"
          shape={own.held ? 'resume' : 'hold'}
          on={own.held}
          onPress={() => live.setHeld(!own.held)}
        />
        <button
          type="button"
          class="call-tool"
          aria-label={inWords('devices')}
          aria-expanded={choosing}
          onClick={() => setChoosing(!choosing)}
        >
          <CallIcon name="devices" />
        </button>
        <button type="button" class="call-tool is-bad" aria-label={inWords('hang_up')} onClick={onHangUp}>
          <CallIcon name="end" />
        </button>
      </div>
      {choosing && (
        <div class="call-devices">
          <Choice live={live} kind="microphone" />
          {own.camera && <Choice live={live} kind="camera" />}
        </div>
      )}
    </>
  )
}

interface ToggleProps {
  name: 'microphone' | 'camera' | 'screen' | 'hold'
  shape: CallShape
  on: boolean
  onPress: () => void
}

function Toggle({ name, shape, on, onPress }: ToggleProps) {
  return (
    <button type="button" class="call-tool" aria-label={inWords(name)} aria-pressed={on} onClick={onPress}>
      <CallIcon name={shape} />
    </button>
  )
}

function Choice({ live, kind }: { live: LiveCall; kind: 'microphone' | 'camera' }) {
  const [devices, setDevices] = useState<Device[]>([])
  useEffect(() => {
    void live.choices(kind).then(setDevices)
  }, [live, kind])
  return (
    <label>
      {inWords(`choice.${kind}`)}
      <select onChange={(event) => void live.choose(kind, event.currentTarget.value)}>
        {devices.map(({ id, label }) => (
          <option value={id}>{label}</option>
        ))}
      </select>
    </label>
  )
}
