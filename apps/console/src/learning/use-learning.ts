import {
  articleSuggestion,
  type HeardKind,
  heardGroup,
  job,
  type LearningBy,
  learningRow,
  lesson,
  teaching,
} from '@parley/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { useDesk } from '../live/desk-context.tsx'
import { tellFault } from '../shell/tell.tsx'

const heardAnswer = z.object({ groups: z.array(heardGroup), jobs: z.array(job) })
const teachings = z.object({ teachings: z.array(teaching) })

export function useHeard(kind: HeardKind | undefined) {
  const { api, shopId } = useDesk()
  return useQuery({
    queryKey: ['learning', shopId, 'heard', kind],
    queryFn: ({ signal }) => api({ path: '/learning/heard', query: { kind }, answer: heardAnswer, signal }),
    placeholderData: (before) => before,
  })
}

export function useSuggestions() {
  const { api, shopId } = useDesk()
  return useQuery({
    queryKey: ['learning', shopId, 'suggestions'],
    queryFn: ({ signal }) =>
      api({ path: '/learning/suggestions', answer: z.object({ suggestions: z.array(articleSuggestion) }), signal }),
  })
}

export function useLessons() {
  const { api, shopId } = useDesk()
  return useQuery({
    queryKey: ['learning', shopId, 'lessons'],
    queryFn: ({ signal }) => api({ path: '/learning/lessons', answer: z.object({ lessons: z.array(lesson) }), signal }),
  })
}

/** Versions; while one is being made, looked at again every few seconds. */
export function useTeachings() {
  const { api, shopId } = useDesk()
  return useQuery({
    queryKey: ['learning', shopId, 'teachings'],
    queryFn: ({ signal }) => api({ path: '/learning/teachings', answer: teachings, signal }),
    refetchInterval: ({ state }) => (state.data?.teachings.some((one) => one.state === 'owed') ? 3_000 : false),
  })
}

export function useLearningFigures(asked: { from: string; to: string; by: LearningBy }) {
  const { api, shopId } = useDesk()
  return useQuery({
    queryKey: ['learning', shopId, 'figures', asked.from, asked.to, asked.by],
    queryFn: ({ signal }) =>
      api({
        path: '/learning/figures',
        query: asked,
        answer: z.object({ rows: z.array(learningRow) }),
        signal,
      }),
    placeholderData: (before) => before,
  })
}

/** Something is done to what the shop has taught; whatever is shown of it is then asked for anew. */
export function useTeach() {
  const { api, shopId } = useDesk()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (call: { method?: 'POST' | 'DELETE'; path: string; body?: unknown }) =>
      api({ method: 'POST', ...call, answer: z.unknown() }),
    onSettled: () => client.invalidateQueries({ queryKey: ['learning', shopId] }),
    onError: tellFault,
  })
}
