import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import type { Device, LiveCall } from '@parley/ui/call'
import {
  IconAdjustmentsHorizontal,
  IconMicrophone,
  IconMicrophoneOff,
  IconPhoneOff,
  IconPlayerPause,
  IconPlayerPlay,
  IconScreenShare,
  IconVideo,
  type TablerIcon,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useDesk } from '../live/desk-context.tsx'
import { useCommands } from '../shell/commands.ts'
import { tellFault } from '../shell/tell.tsx'
import styles from './call-bar.module.css'
import { PageButton } from './page-button.tsx'
import { TransferMenu } from './transfer-menu.tsx'

/** Silence, picture, screen, hold, devices, a colleague, the end: each with a key. */
export function CallControls({ live }: { live: LiveCall }) {
  const { calls } = useDesk()
  const own = live.own()
  const silence = () => live.setMicrophone(!own.microphone)
  const hold = () => live.setHeld(!own.held)
  const hangUp = () => void calls.hangUp().catch(tellFault)
  useCommands([
    { id: 'mute', label: own.microphone ? 'Mute' : 'Unmute', group: 'Call', key: 'm', run: silence },
    { id: 'hold', label: own.held ? 'Go on' : 'Hold', group: 'Call', key: 'h', run: hold },
    { id: 'hang-up', label: 'Hang up', group: 'Call', key: 'x', run: hangUp },
  ])
  return (
    <div className={styles.moves}>
      <Tool
        label="Microphone"
        hint="m"
        icon={own.microphone ? IconMicrophone : IconMicrophoneOff}
        on={own.microphone}
        onPress={silence}
      />
      <Tool label="Camera" icon={IconVideo} on={own.camera} onPress={() => void live.setCamera(!own.camera)} />
      <Tool
        label="Share the screen"
        icon={IconScreenShare}
        on={own.screen}
        onPress={() => void live.setScreen(!own.screen)}
      />
      <Tool label="Hold" hint="h" icon={own.held ? IconPlayerPlay : IconPlayerPause} on={own.held} onPress={hold} />
      <DeviceMenu live={live} />
      <PageButton live={live} />
      <TransferMenu />
      <Tooltip label="Hang up  x">
        <ActionIcon variant="filled" color="bad" size={32} aria-label="Hang up" onClick={hangUp}>
          <IconPhoneOff size={18} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

interface ToolProps {
  label: string
  hint?: string
  icon: TablerIcon
  on: boolean
  onPress: () => void
}

function Tool({ label, hint, icon: Icon, on, onPress }: ToolProps) {
  return (
    <Tooltip label={hint ? `${label}  ${hint}` : label}>
      <ActionIcon variant={on ? 'light' : 'default'} size={32} aria-label={label} aria-pressed={on} onClick={onPress}>
        <Icon size={18} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  )
}

function DeviceMenu({ live }: { live: LiveCall }) {
  const [devices, setDevices] = useState<{ microphone: Device[]; camera: Device[] }>({ microphone: [], camera: [] })
  const load = async () =>
    setDevices({ microphone: await live.choices('microphone'), camera: await live.choices('camera') })
  return (
    <Menu position="bottom-end" width={280} onOpen={() => void load()}>
      <Menu.Target>
        <ActionIcon variant="default" size={32} aria-label="Choose devices">
          <IconAdjustmentsHorizontal size={18} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {(['microphone', 'camera'] as const).map((kind) => (
          <div key={kind}>
            <Menu.Label>{kind === 'microphone' ? 'Microphone' : 'Camera'}</Menu.Label>
            {devices[kind].map(({ id, label }) => (
              <Menu.Item key={id} onClick={() => void live.choose(kind, id)}>
                {label}
              </Menu.Item>
            ))}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
