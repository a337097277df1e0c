import { ActionIcon, Menu } from '@mantine/core'
import type { Order } from '@parley/contracts'
import { IconDots } from '@tabler/icons-react'
import type { DeedOf } from './deed-form.tsx'

const unpaid = ['placed']
/** What is still here is cancelled, not sent back. */
const hasLeft = ['shipped', 'delivered', 'closed']
const stillHere = ['placed', 'paid', 'packed']

/** What can be done to an order from beside the conversation. */
export function OrderDeeds(props: { order: Order; onChoose: (deed: DeedOf) => void; onTakeBack: () => void }) {
  const { order, onChoose, onTakeBack } = props
  const canPay = unpaid.includes(order.status)
  const canRefund = order.status !== 'placed'
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <ActionIcon variant="subtle" size={32} aria-label={`Do something with order ${order.number}`}>
          <IconDots size={16} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {canPay && (
          <Menu.Item onClick={() => onChoose({ do: 'payment_link', order })}>Send a link to pay by …</Menu.Item>
        )}
        {canRefund && <Menu.Item onClick={() => onChoose({ do: 'refund', order })}>Give money back …</Menu.Item>}
        {hasLeft.includes(order.status) && <Menu.Item onClick={onTakeBack}>Replace, exchange or take back …</Menu.Item>}
        <Menu.Item disabled={!stillHere.includes(order.status)} onClick={() => onChoose({ do: 'cancel', order })}>
          Cancel the order …
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
