import { order as orderSchema } from '@parley/contracts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { papersAnswer, parcelsAnswer, paymentsAnswer, returnsAnswer } from '../api/commerce-schemas.ts'
import { useDesk } from '../live/desk-context.tsx'

/** What an order is made of, each part by its own question. */
export function useOrder(orderId: string) {
  const { api, shopId } = useDesk()
  return useQuery({
    queryKey: ['order', shopId, orderId],
    queryFn: ({ signal }) => api({ path: `/orders/${orderId}`, answer: orderSchema, signal }),
  })
}

export function useParcels(orderId: string) {
  const { api, shopId } = useDesk()
  return useQuery({
    queryKey: ['parcels', shopId, orderId],
    queryFn: async ({ signal }) =>
      (await api({ path: `/orders/${orderId}/fulfilments`, answer: parcelsAnswer, signal })).fulfilments,
  })
}

/** Money goes back a few seconds after the yes: until then it is looked at again. */
export function usePaymentsOf(orderId: string) {
  const { api, shopId } = useDesk()
  return useQuery({
    queryKey: ['payments', shopId, 'of', orderId],
    queryFn: async ({ signal }) =>
      (await api({ path: '/payments', query: { orderId }, answer: paymentsAnswer, signal })).payments,
    refetchInterval: ({ state }) => {
      const isOpen = state.data?.some(({ refunds }) => refunds.some(({ status }) => status === 'asked'))
      return isOpen ? 3_000 : false
    },
  })
}

export function usePapers(orderId: string) {
  const { api, shopId } = useDesk()
  return useQuery({
    queryKey: ['papers', shopId, orderId],
    queryFn: async ({ signal }) =>
      (await api({ path: `/orders/${orderId}/documents`, answer: papersAnswer, signal })).documents,
  })
}

export function useReturnsOf(orderId: string) {
  const { api, shopId } = useDesk()
  return useQuery({
    queryKey: ['returns', shopId, 'of', orderId],
    queryFn: async ({ signal }) =>
      (await api({ path: `/orders/${orderId}/returns`, answer: returnsAnswer, signal })).returns,
  })
}

const touched = ['order', 'order-log', 'orders', 'parcels', 'payments', 'papers', 'returns', 'return']

/** After something was done to an order: everything that shows it is asked anew. */
export function useRefreshOrders(): () => void {
  const client = useQueryClient()
  return () => {
    for (const name of touched) void client.invalidateQueries({ queryKey: [name] })
  }
}
