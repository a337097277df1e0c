import { useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import type { Api } from '../../api/call.ts'
import { useDesk } from '../../live/desk-context.tsx'

const place = (conversationId: string) => `parley.draft.${conversationId}`
const draft = z.object({ text: z.string(), isNote: z.boolean() })
/** So long after the last key what has been written goes to the server. */
const restMs = 800

/** What is being written to somebody: kept here at once, and at the server for whichever machine she goes on at. */
export function useDraft(conversationId: string): [string, (text: string) => void] {
  const { api } = useDesk()
  const [text, setText] = useState(() => localStorage.getItem(place(conversationId)) ?? '')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const hasWritten = useRef(text !== '')

  useEffect(() => {
    if (hasWritten.current) return
    const controller = new AbortController()
    api({ path: draftPath(conversationId), answer: draft, signal: controller.signal })
      .then((kept) => {
        if (!hasWritten.current && kept.text !== '') setText(kept.text)
      })
      // Without the line what stands here is all there is.
      .catch(() => {})
    return () => controller.abort()
  }, [api, conversationId])
  useEffect(() => () => clearTimeout(timer.current), [])

  const write = (next: string) => {
    hasWritten.current = true
    setText(next)
    if (next === '') localStorage.removeItem(place(conversationId))
    else localStorage.setItem(place(conversationId), next)
    clearTimeout(timer.current)
    const keep = () => keepDraft(api, conversationId, next)
    if (next === '') keep()
    else timer.current = setTimeout(keep, restMs)
  }
  return [text, write]
}

const draftPath = (conversationId: string) => `/desk/conversations/${conversationId}/draft`

function keepDraft(api: Api, conversationId: string, text: string): void {
  api({
    method: 'PUT',
    path: draftPath(conversationId),
    body: { text, isNote: false },
    answer: draft,
    keepalive: true,
  }).catch(() => {})
}
