import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import styles from './catalogue.module.css'

const places = [
  { to: '/catalogue/products', label: 'Products' },
  { to: '/catalogue/stock', label: 'Stock' },
  { to: '/catalogue/price-lists', label: 'Price lists' },
  { to: '/catalogue/promotions', label: 'Promotions' },
  { to: '/catalogue/try-out', label: 'Try out' },
  { to: '/catalogue/search', label: 'Search' },
  { to: '/catalogue/import', label: 'Import' },
] as const

/** Above every page of goods: where one is, where else one can go, and what is looked for. */
export function CatalogueHead({ title, tools, children }: { title: string; tools?: ReactNode; children?: ReactNode }) {
  return (
    <header className={styles.head}>
      <div className={styles.headLine}>
        <h1 className={styles.title}>{title}</h1>
        <nav className={styles.places} aria-label="Goods">
          {places.map(({ to, label }) => (
            <Link key={to} to={to} className={styles.place} activeProps={{ 'aria-current': 'page' }}>
              {label}
            </Link>
          ))}
        </nav>
        {tools && <div className={styles.tools}>{tools}</div>}
      </div>
      {children}
    </header>
  )
}
