import { IconAlertTriangle, IconArrowDown, IconArrowUp, IconMinus, type TablerIcon } from '@tabler/icons-react'

/** Most pressing first. */
export const priorities: readonly { value: number; label: string; icon: TablerIcon }[] = [
  { value: 2, label: 'Urgent', icon: IconAlertTriangle },
  { value: 1, label: 'High', icon: IconArrowUp },
  { value: 0, label: 'As usual', icon: IconMinus },
  { value: -1, label: 'Can wait', icon: IconArrowDown },
]

/** Nothing for what is as usual. */
export function PriorityMark({ priority }: { priority: number }) {
  const found = priorities.find(({ value }) => value === priority)
  if (!found || priority === 0) return null
  const Icon = found.icon
  return <Icon size={15} stroke={1.9} role="img" aria-label={found.label} data-priority={priority} />
}
