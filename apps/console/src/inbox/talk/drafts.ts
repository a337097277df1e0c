import { useState } from 'react'

const place = (conversationId: string) => `parley.draft.${conversationId}`

/** What is being written to somebody, kept until it is sent, also over reloads. */
export function useDraft(conversationId: string): [string, (text: string) => void] {
  const [text, setText] = useState(() => localStorage.getItem(place(conversationId)) ?? '')
  const write = (next: string) => {
    setText(next)
    if (next === '') localStorage.removeItem(place(conversationId))
    else localStorage.setItem(place(conversationId), next)
  }
  return [text, write]
}
