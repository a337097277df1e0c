import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import table from '../shell/table.module.css'
import { Tabs } from '../shell/tabs.tsx'

/** Above the lists of companies and of what they ask a price for. */
export function CompaniesHead({ title, children }: { title: string; children: ReactNode }) {
  return (
    <header className={table.head}>
      <h1 className={table.title}>{title}</h1>
      <Tabs label="Companies and quotes">
        <Link to="/companies" activeProps={{ 'aria-current': 'page' }}>
          Companies
        </Link>
        <Link to="/quotes" activeProps={{ 'aria-current': 'page' }}>
          Quotes
        </Link>
      </Tabs>
      <div className={table.filters}>{children}</div>
    </header>
  )
}
