import { Button } from '@mantine/core'
import type { StockRow } from '@parley/contracts'
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { useCommands } from '../../shell/commands.ts'
import { stepInList } from '../../shell/step-in-list.ts'
import table from '../../shell/table.module.css'
import { dateOf } from '../../words/times.ts'
import styles from '../catalogue.module.css'
import { useMayWrite } from '../may-write.ts'
import type { ShownLevel } from './level-dialogue.tsx'

interface StockTableProps {
  rows: readonly StockRow[]
  locations: readonly { id: string; name: string }[]
  /** Only this place; all of them where none is chosen. */
  location: string | undefined
  onOpen: (level: ShownLevel) => void
}

export function StockTable({ rows, locations, location, onOpen }: StockTableProps) {
  const body = useRef<HTMLTableSectionElement>(null)
  const mayWrite = useMayWrite()
  const step = (by: 1 | -1) => body.current && stepInList(body.current, by)
  const places = locations.filter(({ id }) => location === undefined || id === location)
  useCommands([
    { id: 'next', label: 'Next variant', group: 'Stock', key: 'j', run: () => step(1) },
    { id: 'previous', label: 'Previous variant', group: 'Stock', key: 'k', run: () => step(-1) },
    {
      id: 'count',
      label: 'Count it anew',
      group: 'Stock',
      key: 'c',
      run: () => document.activeElement?.closest('tr')?.querySelector('button')?.click(),
    },
  ])
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th>Variant</th>
          <th data-minor>SKU</th>
          <th data-number data-minor>
            Set aside
          </th>
          {places.map(({ id, name }) => (
            <th key={id} data-number>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row) => (
          <tr key={row.variantId}>
            <td>
              <span className={styles.name}>
                {row.picture && <img className={styles.picture} src={row.picture} alt="" loading="lazy" />}
                <span className={table.long}>
                  <Link
                    to="/catalogue/products/$productId"
                    params={{ productId: row.productId }}
                    className={styles.plainLink}
                  >
                    {row.title}
                  </Link>
                  <span className={styles.sub}>{[row.options, later(row)].filter(Boolean).join(', ') || row.sku}</span>
                </span>
              </span>
            </td>
            <td data-minor>{row.sku}</td>
            <td data-number data-minor>
              {row.levels.reduce((sum, { reserved }) => sum + reserved, 0)}
            </td>
            {places.map((place) => {
              const level = row.levels.find(({ locationId }) => locationId === place.id)
              const onHand = level?.onHand ?? 0
              const reserved = level?.reserved ?? 0
              return (
                <td key={place.id} data-number>
                  {mayWrite ? (
                    <Button
                      variant="default"
                      size="compact-md"
                      {...(onHand - reserved <= 0 ? { c: 'var(--bad-text)' } : {})}
                      aria-label={`${row.title} ${row.options}, ${place.name}: ${onHand}. Count anew`}
                      onClick={() => onOpen({ row, locationId: place.id, onHand, reserved })}
                    >
                      {onHand}
                    </Button>
                  ) : (
                    onHand
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function later({ soldAs, expectedOn }: StockRow): string {
  if (soldAs === 'stock') return expectedOn ? `more on ${dateOf(expectedOn)}` : ''
  const word = soldAs === 'back_order' ? 'sold before it is back' : 'sold before it is out'
  return expectedOn ? `${word}, expected ${dateOf(expectedOn)}` : word
}
