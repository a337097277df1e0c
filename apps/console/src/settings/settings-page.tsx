import { Link, useSearch } from '@tanstack/react-router'
import { MacrosPart } from '../desk/macros-part.tsx'
import { PeoplePart } from '../desk/people-part.tsx'
import { RulesPart } from '../desk/rules-part.tsx'
import { TeamsPart } from '../desk/teams-part.tsx'
import table from '../shell/table.module.css'
import { ApiKeysPart } from './api-keys-part.tsx'
import { AuditPart } from './audit-part.tsx'
import { CallsPart } from './calls-part.tsx'
import { DeliveryPart } from './delivery-part.tsx'
import { PaymentsPart } from './payments-part.tsx'
import { PoliciesPart } from './policies-part.tsx'
import styles from './settings-page.module.css'
import { ShopPart } from './shop-part.tsx'
import { TaxPart } from './tax-part.tsx'

const tabs = [
  { tab: 'shop', label: 'Shop and chat' },
  { tab: 'tax', label: 'Tax' },
  { tab: 'delivery', label: 'Delivery' },
  { tab: 'payments', label: 'Payment' },
  { tab: 'policies', label: 'Orders and returns' },
  { tab: 'calls', label: 'Calls' },
  { tab: 'people', label: 'People' },
  { tab: 'teams', label: 'Teams' },
  { tab: 'macros', label: 'Ready answers' },
  { tab: 'rules', label: 'Desk rules' },
  { tab: 'keys', label: 'API keys' },
  { tab: 'audit', label: 'Who did what' },
] as const

export function SettingsPage() {
  const { tab = 'shop' } = useSearch({ from: '/desk/settings' })
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className={table.title}>Settings</h1>
        <nav className={styles.tabs} aria-label="Settings">
          {tabs.map((each) => (
            <Link
              key={each.tab}
              to="/settings"
              search={{ tab: each.tab }}
              className={styles.tab}
              aria-current={tab === each.tab ? 'page' : undefined}
            >
              {each.label}
            </Link>
          ))}
        </nav>
      </header>
      <div className={styles.body}>
        {tab === 'shop' && <ShopPart />}
        {tab === 'tax' && <TaxPart />}
        {tab === 'delivery' && <DeliveryPart />}
        {tab === 'payments' && <PaymentsPart />}
        {tab === 'policies' && <PoliciesPart />}
        {tab === 'calls' && <CallsPart />}
        {tab === 'people' && <PeoplePart />}
        {tab === 'teams' && <TeamsPart />}
        {tab === 'macros' && <MacrosPart />}
        {tab === 'rules' && <RulesPart />}
        {tab === 'keys' && <ApiKeysPart />}
        {tab === 'audit' && <AuditPart />}
      </div>
    </div>
  )
}
