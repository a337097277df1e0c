import type { Conversation, Sender } from '@parley/contracts'
import { type Act, formatDay, formatTime, MessageContent } from '@parley/ui'
import type { Chat } from '../chat.ts'
import type { Row } from '../rows.ts'
import { say, words } from '../words.ts'
import { Avatar } from './avatar.tsx'

type Of<Kind extends Row['kind']> = Extract<Row, { kind: Kind }>

export function TimeRow({ row }: { row: Of<'time'> }) {
  const { language } = words.value
  const time = formatTime(row.at, language)
  return <p class="time">{row.newDay ? `${formatDay(row.at, new Date(), language)} ${time}` : time}</p>
}

interface MessageRowProps {
  row: Of<'message'>
  act: Act
  agent: Conversation['agent']
}

export function MessageRow({ row, act, agent }: MessageRowProps) {
  const { message, first, settled } = row
  const { sender, content } = message
  const own = sender.kind === 'shopper'
  const { language, content: texts } = words.value
  if (content.type === 'notice') {
    return <MessageContent content={content} text={message.text} language={language} texts={texts} />
  }
  const person = sender.kind === 'agent'
  const picture = sender.picture ?? (agent?.id === sender.id ? agent?.picture : undefined)
  return (
    <div class={`row ${own ? 'own' : 'theirs'}${first ? ' first' : ''}${person ? ' person' : ''}`}>
      {person && first && (
        <p class="speaker" aria-hidden="true">
          <Avatar name={sender.name ?? ''} picture={picture} />
          {sender.name}
        </p>
      )}
      <span class="unseen">{speaker(sender)}: </span>
      <div class="said" lang={message.language ?? language}>
        {message.deletedAt ? (
          <p class="deleted">{say('deleted')}</p>
        ) : (
          <MessageContent
            content={content}
            text={message.text}
            language={language}
            texts={texts}
            settled={settled}
            onAction={act}
          />
        )}
      </div>
      {message.editedAt && !message.deletedAt && <p class="fate">{say('edited')}</p>}
    </div>
  )
}

export function PendingRow({ row, chat }: { row: Of<'pending'>; chat: Chat }) {
  const { pending, first } = row
  const { clientId, state } = pending
  const { language, content: texts } = words.value
  const away = chat.line.value !== 'open'
  return (
    <div class={`row own${first ? ' first' : ''} ${state}`}>
      <span class="unseen">{say('you')}: </span>
      <div class="said">
        <MessageContent content={{ type: 'text', text: pending.telling }} language={language} texts={texts} />
      </div>
      {state === 'waiting' && <p class="fate slow">{say(away ? 'waiting' : 'sending')}</p>}
      {state === 'failed' && (
        <p class="fate bad" role="alert">
          {say('failed')} {pending.fault}{' '}
          <button type="button" onClick={() => chat.retry(clientId)}>
            {say('again')}
          </button>{' '}
          <button type="button" onClick={() => chat.discard(clientId)}>
            {say('discard')}
          </button>
        </p>
      )}
    </div>
  )
}

function speaker({ kind, name }: Sender): string {
  if (kind === 'shopper') return say('you')
  return name ?? say(kind === 'bot' ? 'the_bot' : 'the_shop')
}
