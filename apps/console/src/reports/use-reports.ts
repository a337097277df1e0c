import { deskConversation, reportFigure, reportMetric, reportRow } from '@parley/contracts'
import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { useDesk } from '../live/desk-context.tsx'
import type { Asked } from './report-search.ts'

const figures = z.object({
  figures: z.array(z.object({ metric: reportMetric, title: z.string(), definition: z.string(), figure: reportFigure })),
  containment: z.number().nullable(),
})
const rows = z.object({ title: z.string(), definition: z.string(), rows: z.array(reportRow) })
const behind = z.object({
  conversations: z.array(z.object({ value: z.number(), at: z.string(), conversation: deskConversation })),
})

export function useFigures({ from, to }: Asked) {
  const { api, shopId } = useDesk()
  return useQuery({
    queryKey: ['reports', shopId, 'figures', from, to],
    queryFn: ({ signal }) => api({ path: '/reports/figures', query: { from, to }, answer: figures, signal }),
    placeholderData: (before) => before,
  })
}

export function useRows({ from, to, metric, by }: Asked) {
  const { api, shopId } = useDesk()
  return useQuery({
    queryKey: ['reports', shopId, 'rows', from, to, metric, by],
    queryFn: ({ signal }) => api({ path: '/reports/rows', query: { from, to, metric, by }, answer: rows, signal }),
  })
}

/** The conversations behind one row, the largest measures first. */
export function useBehind({ from, to, metric, by }: Asked, key: string | null) {
  const { api, shopId } = useDesk()
  const isSpan = by === 'day' || by === 'month'
  const days = isSpan && key !== null ? daysOf(by, key) : { from, to }
  return useQuery({
    queryKey: ['reports', shopId, 'behind', metric, by, key, days.from, days.to],
    enabled: key !== null,
    queryFn: ({ signal }) =>
      api({
        path: '/reports/conversations',
        query: { ...days, metric, ...(isSpan ? {} : { by, key: key ?? '' }) },
        answer: behind,
        signal,
      }),
  })
}

function daysOf(by: 'day' | 'month', key: string): { from: string; to: string } {
  if (by === 'day') return { from: key, to: key }
  const [year = 0, month = 1] = key.split('-').map(Number)
  return { from: `${key}-01`, to: `${key}-${String(new Date(year, month, 0).getDate()).padStart(2, '0')}` }
}
