import { Checkbox } from '@mantine/core'
import type { KeptProductRow } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useRef } from 'react'
import { useNow } from '../../live/now.ts'
import { useCommands } from '../../shell/commands.ts'
import { stepInList } from '../../shell/step-in-list.ts'
import table from '../../shell/table.module.css'
import { exactTime, listTime } from '../../words/times.ts'
import styles from '../catalogue.module.css'
import { ShelfState, shelfWord } from '../shelf-state.tsx'

interface ProductsTableProps {
  products: readonly KeptProductRow[]
  total: number
  currency: string
  /** Null where nothing can be done to them. */
  chosen: ReadonlySet<string> | null
  onChoose: (chosen: ReadonlySet<string>) => void
  children: ReactNode
}

export function ProductsTable({ products, total, currency, chosen, onChoose, children }: ProductsTableProps) {
  const body = useRef<HTMLTableSectionElement>(null)
  const step = (by: 1 | -1) => body.current && stepInList(body.current, by)
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    onChoose(next)
  }
  const all = products.every(({ id }) => chosen?.has(id))
  useCommands([
    { id: 'next', label: 'Next product', group: 'Products', key: 'j', run: () => step(1) },
    { id: 'previous', label: 'Previous product', group: 'Products', key: 'k', run: () => step(-1) },
    {
      id: 'choose',
      label: 'Choose the product',
      group: 'Products',
      key: 'x',
      run: () => {
        const id = document.activeElement?.closest('tr')?.dataset.id
        if (id && chosen) toggle(id)
      },
    },
  ])
  return (
    <div className={table.scroll}>
      <p className={styles.count} role="status">
        {total === 1 ? '1 product' : `${total} products`}
      </p>
      <table className={table.table}>
        <thead>
          <tr>
            {chosen && (
              <th className={styles.tickCell}>
                <Checkbox
                  aria-label="Choose all that are listed"
                  checked={all}
                  indeterminate={!all && chosen.size > 0}
                  onChange={() => onChoose(new Set(all ? [] : products.map(({ id }) => id)))}
                />
              </th>
            )}
            <th>Product</th>
            <th data-minor>Category</th>
            <th data-minor>State</th>
            <th data-number data-minor>
              Stock
            </th>
            <th data-number>Price</th>
            <th data-number data-minor>
              Changed
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {products.map((product) => (
            <ProductRow
              key={product.id}
              product={product}
              currency={currency}
              isChosen={chosen === null ? null : chosen.has(product.id)}
              onToggle={() => toggle(product.id)}
            />
          ))}
        </tbody>
      </table>
      {children}
    </div>
  )
}

interface ProductRowProps {
  product: KeptProductRow
  currency: string
  isChosen: boolean | null
  onToggle: () => void
}

function ProductRow({ product, currency, isChosen, onToggle }: ProductRowProps) {
  const now = useNow()
  const { id, name, brand, categories, status, variants, available, picture, updatedAt } = product
  return (
    <tr data-id={id}>
      {isChosen !== null && (
        <td className={styles.tickCell}>
          <Checkbox
            className={styles.over ?? ''}
            aria-label={`Choose ${name}`}
            checked={isChosen}
            onChange={onToggle}
          />
        </td>
      )}
      <td>
        <span className={styles.name}>
          {picture && <img className={styles.picture} src={picture} alt="" loading="lazy" />}
          <span className={table.long}>
            <Link to="/catalogue/products/$productId" params={{ productId: id }} className={table.opener}>
              {name || 'No name'}
            </Link>
            <span className={styles.sub}>
              {[brand, variants === 1 ? null : `${variants} variants`].filter(Boolean).join(', ')}
              {status !== 'published' && <span className={styles.onPhone}> {shelfWord(status)}</span>}
            </span>
          </span>
        </span>
      </td>
      <td data-minor>{categories[0]?.name ?? ''}</td>
      <td data-minor>
        <ShelfState status={status} />
      </td>
      <td data-number data-minor className={available <= 0 ? styles.bad : undefined}>
        {available}
      </td>
      <td data-number>
        <PriceSpan product={product} currency={currency} />
      </td>
      <td data-number data-minor title={exactTime(updatedAt)}>
        {listTime(updatedAt, now)}
      </td>
    </tr>
  )
}

function PriceSpan({
  product: { priceFrom, priceTo, isOnSale },
  currency,
}: {
  product: KeptProductRow
  currency: string
}) {
  if (priceFrom === null) return <span className={styles.soft}>Not sold in {currency}</span>
  return (
    <span className={isOnSale ? styles.sale : undefined}>
      {priceFrom !== priceTo && 'from '}
      {formatMoney({ amount: priceFrom, currency }, navigator.language)}
      {isOnSale && <span className={styles.sub}>on sale</span>}
    </span>
  )
}
