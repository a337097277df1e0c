import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type StockRow, stockRow } from '@parley/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { useDesk } from '../../live/desk-context.tsx'

const answer = z.object({ rows: z.array(stockRow) })

/** Finds a variant by name or number and hands it on. */
export function VariantPicker({ label, onPick }: { label: string; onPick: (variant: StockRow) => void }) {
  const { api, shopId } = useDesk()
  const [text, setText] = useState('')
  const [sought] = useDebouncedValue(text.trim(), 250)
  const { data, isFetching } = useQuery({
    queryKey: ['stock', shopId, 'pick', sought],
    queryFn: ({ signal }) => api({ path: '/stock', query: { q: sought, limit: 20 }, answer, signal }),
    placeholderData: (before) => before,
  })
  const rows = data?.rows ?? []
  return (
    <Select
      label={label}
      placeholder="Name, SKU or bar code"
      searchable
      searchValue={text}
      onSearchChange={setText}
      value={null}
      onChange={(variantId) => {
        const found = rows.find((row) => row.variantId === variantId)
        if (found) onPick(found)
        setText('')
      }}
      data={rows.map((row) => ({
        value: row.variantId,
        label: [row.title, row.options].filter(Boolean).join(', '),
      }))}
      // The server has searched already, by more than what stands in the label.
      filter={({ options }) => options}
      nothingFoundMessage={isFetching ? 'Looking …' : 'Nothing fits.'}
    />
  )
}
