import { languageName } from '@parley/ui'
import type { RefObject } from 'preact'
import type { Chat } from '../chat.ts'
import { say } from '../words.ts'
import styles from './menu.css?inline'

export interface MenuProps {
  chat: Chat
  input: RefObject<HTMLTextAreaElement | null>
  onLeave: () => void
  onChosen: () => void
}

const sheet = new CSSStyleSheet()
sheet.replaceSync(styles)

function dress(element: HTMLElement | null): void {
  const root = element?.getRootNode()
  if (root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(sheet))
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
}

/** What is wished for now and then: a person, another language. */
export function Menu({ chat, input, onLeave, onChosen }: MenuProps) {
  return (
    <>
      <button
        type="button"
        ref={dress}
        onClick={() => {
          onLeave()
          chat.say({ type: 'choice', value: 'person', label: say('person_said') }, say('person_said'))
          input.current?.focus()
        }}
      >
        {say('person')}
      </button>
      <LanguageMenu chat={chat} onChosen={onChosen} />
    </>
  )
}

/** Each language by its own name: one looks for the word one knows. */
function LanguageMenu({ chat, onChosen }: { chat: Chat; onChosen: () => void }) {
  const languages = chat.shop.value?.languages ?? []
  if (languages.length < 2) return null
  return (
    <label>
      {say('language')}
      <select
        value={chat.language.value}
        onChange={(event) => {
          chat.speak(event.currentTarget.value)
          onChosen()
        }}
      >
        {languages.map((tag) => (
          <option value={tag} lang={tag}>
            {languageName(tag)}
          </option>
        ))}
      </select>
    </label>
  )
}
