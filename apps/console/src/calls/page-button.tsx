import { ActionIcon, Tooltip } from '@mantine/core'
import type { LiveCall } from '@parley/ui/call'
import { IconEyeglass2 } from '@tabler/icons-react'
import { useDesk } from '../live/desk-context.tsx'
import { tellDone, tellFault } from '../shell/tell.tsx'

/** Asks to see the shopper's page; pressed again it looks away. */
export function PageButton({ live }: { live: LiveCall }) {
  const { calls } = useDesk()
  const { coBrowsing } = live.call()
  const label =
    coBrowsing === 'off' ? 'Ask to see her page' : coBrowsing === 'on' ? 'Look away from her page' : 'Don’t ask'
  const press = () =>
    calls.look(coBrowsing === 'off').then(() => {
      if (coBrowsing === 'off') tellDone('She is asked whether you may see her page.')
    }, tellFault)
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={coBrowsing === 'off' ? 'default' : 'light'}
        size={32}
        aria-label={label}
        aria-pressed={coBrowsing !== 'off'}
        onClick={() => void press()}
      >
        <IconEyeglass2 size={18} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  )
}
