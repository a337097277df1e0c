import { Menu, Tooltip, UnstyledButton } from '@mantine/core'
import { agentStatus } from '@parley/contracts'
import {
  IconAddressBook,
  IconAt,
  IconBuildingStore,
  IconChartBar,
  IconCheck,
  IconCommand,
  IconCreditCard,
  IconInbox,
  IconKeyboard,
  IconLogout,
  IconMail,
  IconMessages,
  IconMoon,
  IconReceipt2,
  IconSchool,
  IconSettings,
  IconStar,
  IconSun,
  IconSunMoon,
  IconTag,
  IconTruckReturn,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { statusWords, useStatus } from '../desk/use-status.ts'
import { useForYouCount } from '../for-you/use-for-you.ts'
import { useDesk } from '../live/desk-context.tsx'
import { useLeave } from '../session/leave.ts'
import { initialsOf } from '../words/names.ts'
import styles from './rail.module.css'
import { useScheme } from './use-scheme.ts'

interface RailProps {
  waiting: number
  onHelp: () => void
  onPalette: () => void
}

const places: readonly {
  to:
    | '/inbox'
    | '/for-you'
    | '/visitors'
    | '/rooms'
    | '/orders'
    | '/returns'
    | '/payments'
    | '/persons'
    | '/companies'
    | '/catalogue'
    | '/reviews'
    | '/mails'
    | '/reports'
    | '/learning'
    | '/settings'
  label: string
  icon: TablerIcon
  /** Pages of it that stand at another address. */
  also?: RegExp
}[] = [
  { to: '/inbox', label: 'Inbox', icon: IconInbox },
  { to: '/for-you', label: 'For you', icon: IconAt },
  { to: '/visitors', label: 'Visitors', icon: IconUsers },
  { to: '/rooms', label: 'Rooms', icon: IconMessages },
  { to: '/orders', label: 'Orders', icon: IconReceipt2 },
  { to: '/returns', label: 'Returns', icon: IconTruckReturn },
  { to: '/payments', label: 'Payments', icon: IconCreditCard },
  { to: '/persons', label: 'Persons', icon: IconAddressBook },
  { to: '/companies', label: 'Business', icon: IconBuildingStore, also: /\/quotes(\/|$)/ },
  { to: '/catalogue', label: 'Goods', icon: IconTag },
  { to: '/reviews', label: 'Reviews', icon: IconStar },
  { to: '/mails', label: 'Mails', icon: IconMail },
  { to: '/reports', label: 'Reports', icon: IconChartBar },
  { to: '/learning', label: 'Learning', icon: IconSchool },
  { to: '/settings', label: 'Settings', icon: IconSettings },
]

const schemeIcons = { auto: IconSunMoon, light: IconSun, dark: IconMoon } as const

/** The way around: at the left edge, on a phone at the bottom. */
export function Rail({ waiting, onHelp, onPalette }: RailProps) {
  const forYou = useForYouCount()
  const { pathname } = useLocation()
  return (
    <nav className={styles.rail} aria-label="Main">
      {places.map(({ to, label, icon: Icon, also }) => (
        <Link
          key={to}
          to={to}
          className={also?.test(pathname) ? `${styles.place} ${styles.here}` : styles.place}
          activeProps={{ className: styles.here ?? '' }}
        >
          <span className={styles.icon}>
            <Icon size={20} stroke={1.6} aria-hidden />
            {to === '/for-you' && forYou > 0 && (
              <span className={styles.waiting}>
                {forYou}
                <span className={styles.unseen}> for you</span>
              </span>
            )}
            {to === '/inbox' && waiting > 0 && (
              <span className={styles.waiting}>
                {waiting}
                <span className={styles.unseen}> waiting</span>
              </span>
            )}
          </span>
          <span className={styles.label}>{label}</span>
        </Link>
      ))}
      <span className={styles.gap} />
      <Tooltip label="Do anything  Ctrl K" position="right">
        <UnstyledButton className={styles.tool} onClick={onPalette} aria-label="Do anything by name">
          <IconCommand size={20} stroke={1.6} />
        </UnstyledButton>
      </Tooltip>
      <Account onHelp={onHelp} />
    </nav>
  )
}

function Account({ onHelp }: { onHelp: () => void }) {
  const { session, shopName, role } = useDesk()
  const scheme = useScheme()
  const { leave, choose: chooseShop } = useLeave()
  const { status, choose } = useStatus()
  const SchemeIcon = schemeIcons[scheme.scheme]
  const others = session.memberships.filter(({ name }) => name !== shopName)
  return (
    <Menu position="right-end" width={300} withinPortal>
      <Menu.Target>
        <UnstyledButton
          className={styles.account}
          aria-label={`${initialsOf(session.account.name)}, ${session.account.name}, ${statusWords[status].label.toLowerCase()}: account`}
        >
          {initialsOf(session.account.name)}
          <span className={styles.status} data-status={status} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.who}>
          <b>{session.account.name}</b>
          <span>{session.account.email}</span>
          <span>
            {shopName}, {role}
          </span>
        </div>
        <Menu.Divider />
        {agentStatus.options.map((each) => (
          <Menu.Item
            key={each}
            closeMenuOnClick={false}
            aria-current={each === status ? 'true' : undefined}
            leftSection={<span className={styles.dot} data-status={each} />}
            rightSection={each === status ? <IconCheck size={16} stroke={1.75} aria-hidden /> : undefined}
            onClick={() => choose(each)}
          >
            {statusWords[each].label}
            <span className={styles.soft}> {statusWords[each].telling}</span>
          </Menu.Item>
        ))}
        <Menu.Divider />
        {others.map(({ shopId, name }) => (
          <Menu.Item key={shopId} onClick={() => chooseShop(shopId)}>
            Work in {name}
          </Menu.Item>
        ))}
        <Menu.Item
          closeMenuOnClick={false}
          leftSection={<SchemeIcon size={16} stroke={1.75} />}
          onClick={scheme.next}
          rightSection={<span className={styles.soft}>{scheme.nowLabel}</span>}
        >
          Colours
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} stroke={1.75} />} rightSection={<kbd>?</kbd>} onClick={onHelp}>
          Keys
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.75} />} onClick={leave}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
