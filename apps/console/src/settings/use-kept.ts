import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { useDesk } from '../live/desk-context.tsx'
import { tellDone, tellFault } from '../shell/tell.tsx'

interface Kept<Answer> {
  path: string
  method: 'PUT' | 'PATCH'
  answer: z.ZodType<Answer>
  /** What to send so that it is as it was; null where there is no way back. */
  undo: (before: Answer, now: Answer) => unknown
}

/** Settings that are read and written as a whole, with Undo. */
export function useKept<Answer>({ path, method, answer, undo }: Kept<Answer>) {
  const { api, shopId } = useDesk()
  const client = useQueryClient()
  const key = ['settings', shopId, path]
  const read = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api({ path, answer, signal }),
    // What is being written is not to be swept away by what comes in meanwhile.
    refetchOnWindowFocus: false,
  })
  const write = (body: unknown) => api({ method, path, body, answer })
  const settle = async (now: Answer) => {
    client.setQueryData(key, now)
    await Promise.all([
      client.invalidateQueries({ queryKey: ['audit', shopId] }),
      client.invalidateQueries({ queryKey: ['facets', shopId] }),
      client.invalidateQueries({ queryKey: ['delivery', shopId] }),
    ])
  }
  const saving = useMutation({
    mutationFn: write,
    onSuccess: async (now) => {
      const before = client.getQueryData<Answer>(key)
      const back = before === undefined ? null : undo(before, now)
      tellDone('Saved.', back === null ? undefined : () => void write(back).then(settle, tellFault))
      await settle(now)
    },
  })
  return { ...read, saving }
}
