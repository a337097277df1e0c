import type { Chat } from '../chat.ts'
import { say } from '../words.ts'

/** What is wrong with the line, said where it is noticed: over the messages. */
export function Trouble({ chat }: { chat: Chat }) {
  const trouble = chat.trouble.value
  const away = chat.line.value === 'away'
  return (
    <div class="trouble-bar" role="status">
      {(trouble || away) && (
        <p>
          {say(trouble === 'refused' || (trouble && !chat.shop.value) ? trouble : 'away')}
          {trouble !== 'refused' && (
            <button type="button" onClick={chat.renew}>
              {say('again')}
            </button>
          )}
        </p>
      )}
    </div>
  )
}
