import { keptProduct } from '@parley/contracts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useDesk } from '../../live/desk-context.tsx'
import { Fault, RowsComing } from '../../shell/states.tsx'
import { useFacets } from '../use-facets.ts'
import { ProductForm } from './product-form.tsx'

/** A product whole: read and written. `new` is one that is not made yet. */
export function ProductPage() {
  const { productId } = useParams({ from: '/desk/catalogue/products/$productId' })
  const { api, shopId } = useDesk()
  const isNew = productId === 'new'
  const facets = useFacets()
  const { data, error, refetch } = useQuery({
    queryKey: ['goods', shopId, 'product', productId],
    enabled: !isNew,
    queryFn: ({ signal }) => api({ path: `/catalogue/products/${productId}`, answer: keptProduct, signal }),
    // What is being written is not to be swept away by what comes in meanwhile: the version tells of a clash.
    refetchOnWindowFocus: false,
  })
  const fault = error ?? facets.error
  if (fault) return <Fault fault={fault} onRetry={() => void Promise.all([refetch(), facets.refetch()])} />
  if (!facets.data || (!isNew && !data)) return <RowsComing rows={8} />
  return <ProductForm key={`${productId} ${data?.version}`} product={data ?? null} facets={facets.data} />
}
