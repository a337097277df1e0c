import { type MacroAction, type ReadyMacro, readyMacro } from '@parley/contracts'
import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { useDesk } from '../../live/desk-context.tsx'
import { languageName } from '../../words/names.ts'
import styles from './macros.module.css'

const answer = z.object({ macros: z.array(readyMacro) })

/** Ready answers as they would be said in this conversation. */
export function useReadyMacros(conversationId: string): readonly ReadyMacro[] {
  const { api, shopId } = useDesk()
  const { data } = useQuery({
    queryKey: ['ready-macros', shopId, conversationId],
    queryFn: ({ signal }) => api({ path: `/desk/conversations/${conversationId}/macros`, answer, signal }),
    retry: false,
  })
  return data?.macros ?? []
}

/** Those that "/la" may mean; none while something else is written. */
export function macrosMeant(text: string, macros: readonly ReadyMacro[]): readonly ReadyMacro[] {
  const asked = /^\/(\S*)$/.exec(text)?.[1]?.toLowerCase()
  if (asked === undefined) return []
  return macros.filter(({ shortcut, name }) => shortcut.startsWith(asked) || name.toLowerCase().includes(asked))
}

interface MacroListProps {
  macros: readonly ReadyMacro[]
  chosen: number
  onChoose: (macro: ReadyMacro) => void
}

/** Over the field: arrows choose, Enter takes, Escape leaves. */
export function MacroList({ macros, chosen, onChoose }: MacroListProps) {
  return (
    <div className={styles.list} role="listbox" aria-label="Ready answers" id="ready-answers">
      {macros.map((macro, place) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
        <div
          key={macro.id}
          id={`ready-${place}`}
          role="option"
          aria-selected={place === chosen}
          tabIndex={-1}
          className={styles.macro}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(macro)}
        >
          <b>
            /{macro.shortcut} <span>{macro.name}</span>
          </b>
          <span className={styles.text}>{macro.text || tellActions(macro.actions)}</span>
          {macro.text !== '' && <span className={styles.language}>{languageName(macro.language)}</span>}
        </div>
      ))}
    </div>
  )
}

/** What is done besides saying the text. */
export const tellActions = (actions: readonly MacroAction[]): string => actions.map(tellAction).join(', ')

function tellAction(action: MacroAction): string {
  switch (action.do) {
    case 'tag':
      return `tags ${action.tag}`
    case 'untag':
      return `takes the tag ${action.tag} off`
    case 'priority':
      return 'sets the priority'
    case 'team':
      return 'gives it to a team'
    case 'snooze':
      return 'puts it off'
    case 'resolve':
      return 'resolves'
  }
}
