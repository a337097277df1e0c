import { promotion as promotionSchema } from '@parley/contracts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useDesk } from '../../live/desk-context.tsx'
import { Fault, RowsComing } from '../../shell/states.tsx'
import { useFacets } from '../use-facets.ts'
import { PromotionForm } from './promotion-form.tsx'

/** A promotion: what it asks and gives, how it stands, its codes. `new` is one that is not made yet. */
export function PromotionPage() {
  const { promotionId } = useParams({ from: '/desk/catalogue/promotions/$promotionId' })
  const { api, shopId } = useDesk()
  const isNew = promotionId === 'new'
  const facets = useFacets()
  const { data, error, refetch } = useQuery({
    queryKey: ['promotions', shopId, 'one', promotionId],
    enabled: !isNew,
    queryFn: ({ signal }) => api({ path: `/promotions/${promotionId}`, answer: promotionSchema, signal }),
    refetchOnWindowFocus: false,
  })
  const fault = error ?? facets.error
  if (fault) return <Fault fault={fault} onRetry={() => void Promise.all([refetch(), facets.refetch()])} />
  if (!facets.data || (!isNew && !data)) return <RowsComing rows={8} />
  return <PromotionForm key={`${promotionId} ${data?.version}`} promotion={data ?? null} facets={facets.data} />
}
