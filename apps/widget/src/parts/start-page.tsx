import { MessageContent } from '@parley/ui'
import type { RefObject } from 'preact'
import type { Chat } from '../chat.ts'
import { say, words } from '../words.ts'

/** Before the first word: one sentence, and three things people ask here. */
export function StartPage({ chat, input }: { chat: Chat; input: RefObject<HTMLTextAreaElement | null> }) {
  const shop = chat.shop.value
  const language = chat.language.value
  if (!shop) return null
  const ask = (text: string) => {
    chat.say({ type: 'text', text }, text)
    input.current?.focus()
  }
  const { preChat } = shop
  if (preChat)
    return (
      <div class="start">
        <MessageContent
          key={preChat}
          content={preChat}
          language={language}
          texts={words.value.content}
          onAction={async (said) => {
            if (said.type === 'form') await chat.introduce(said.values)
            return []
          }}
        />
      </div>
    )
  const asks = (shop.asks[language] ?? []).slice(0, 3)
  return (
    <div class="start">
      <p class="greeting">{shop.greeting[language] ?? say('greeting')}</p>
      {asks.length > 0 && (
        <>
          <p class="asks-title" id="asks">
            {say('asks')}
          </p>
          <ul aria-labelledby="asks">
            {asks.map((text) => (
              <li>
                <button type="button" onClick={() => ask(text)}>
                  {text}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
