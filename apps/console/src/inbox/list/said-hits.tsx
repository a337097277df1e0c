import { deskConversation } from '@parley/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { z } from 'zod'
import { useDesk } from '../../live/desk-context.tsx'
import { Empty, RowsComing } from '../../shell/states.tsx'
import { shopperName } from '../../words/names.ts'
import { dateOf } from '../../words/times.ts'
import styles from './conversation-list.module.css'

const answer = z.object({
  found: z.array(
    z.object({
      conversation: deskConversation,
      hits: z.array(z.object({ messageId: z.string(), text: z.string(), at: z.string() })),
    }),
  ),
})

interface SaidHitsProps {
  search: string
  openId: string | undefined
  /** Nothing was found by name: then this says so, where it finds nothing either. */
  none: boolean
}

/** Conversations in which the words were said, newest first. */
export function SaidHits({ search, openId, none }: SaidHitsProps) {
  const { api, shopId } = useDesk()
  const { data, isPending } = useQuery({
    queryKey: ['said', shopId, search],
    queryFn: ({ signal }) => api({ path: '/desk/search', query: { q: search }, answer, signal }),
    retry: false,
  })
  if (isPending) return <RowsComing rows={4} />
  const found = data?.found ?? []
  if (found.length === 0)
    return none ? (
      <Empty title={`Nothing found for “${search}”.`}>Search looks at names, e-mails and all that was said.</Empty>
    ) : null
  return (
    <>
      <h2 className={styles.found}>In what was said</h2>
      <ul>
        {found.map(({ conversation, hits: [hit] }) => (
          <li key={conversation.id}>
            <Link
              to="/inbox/$conversationId"
              params={{ conversationId: conversation.id }}
              search={(before) => ({ view: before.view ?? 'all', search, list: before.list })}
              className={styles.hit}
              aria-current={conversation.id === openId ? 'true' : undefined}
            >
              <b>{shopperName(conversation)}</b>
              <span>
                {hit && <Marked text={hit.text} search={search} />}
                {hit && <> {dateOf(hit.at)}</>}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The text with the words that were sought made visible; text it stays. */
function Marked({ text, search }: { text: string; search: string }) {
  const words = new Set(search.toLocaleLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
  let at = 0
  return text.split(/([\p{L}\p{N}]+)/u).map((part) => {
    at += part.length
    const isSought = [...words].some((word) => part.toLocaleLowerCase().startsWith(word))
    return isSought ? <mark key={at}>{part}</mark> : part
  })
}
