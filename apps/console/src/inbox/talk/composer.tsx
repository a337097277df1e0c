import { ActionIcon, Button, Menu, SegmentedControl, Textarea } from '@mantine/core'
import type { DeskConversation, ReadyMacro } from '@parley/contracts'
import { IconChevronUp } from '@tabler/icons-react'
import { type KeyboardEvent, type SyntheticEvent, useRef, useState } from 'react'
import { useDesk } from '../../live/desk-context.tsx'
import { useCommands } from '../../shell/commands.ts'
import { AttachTools, filesOf } from './attach-tools.tsx'
import styles from './composer.module.css'
import { useDraft } from './drafts.ts'
import { laterTimes } from './handling/when.ts'
import { MacroList, macrosMeant, tellActions, useReadyMacros } from './macros.tsx'
import { Scheduled, useSendLater } from './scheduled.tsx'
import { useRunMacro } from './use-run-macro.ts'
import { useTyping } from './use-typing.ts'

type Kind = 'reply' | 'note'

const undoSeconds = 6

/** Where an agent writes: to the shopper, or a note to colleagues that looks nothing like it. */
export function Composer({ conversation }: { conversation: DeskConversation }) {
  const { sendings } = useDesk()
  const conversationId = conversation.id
  const [kind, setKind] = useState<Kind>('reply')
  const [text, setText] = useDraft(conversationId)
  const [picked, setPicked] = useState<ReadyMacro | null>(null)
  const [chosen, setChosen] = useState(0)
  const field = useRef<HTMLTextAreaElement>(null)
  const typing = useTyping(conversationId)
  const macros = useReadyMacros(conversationId)
  const meant = kind === 'reply' ? macrosMeant(text, macros) : []
  const runMacro = useRunMacro(conversationId)
  const { later } = useSendLater(conversationId, (taken) => write('reply', taken))

  const write = (as: Kind, given?: string) => {
    setKind(as)
    if (given !== undefined) setText(given)
    field.current?.focus()
  }
  const take = (macro: ReadyMacro) => {
    setChosen(0)
    if (macro.text === '') {
      setText('')
      void runMacro(macro, '')
      return
    }
    setPicked(macro.actions.length > 0 ? macro : null)
    write('reply', macro.text)
  }
  const sendLater = (at: Date, telling: string) => {
    const trimmed = text.trim()
    if (trimmed === '') return
    void later(trimmed, at, telling).then((done) => done && setText(''))
    typing.stopped()
  }
  const send = () => {
    const trimmed = text.trim()
    if (trimmed === '') return
    if (picked && kind === 'reply') void runMacro(picked, trimmed).then((done) => done || write('reply', trimmed))
    else sendings.send({ conversationId, kind, text: trimmed })
    setPicked(null)
    setText('')
    typing.stopped()
  }
  const sendFiles = (files: Iterable<File>) => {
    for (const file of files) sendings.sendFile(conversationId, file)
  }
  /** Files belong to the shopper: a note has none. */
  const catchFiles = (event: SyntheticEvent, transfer: DataTransfer) => {
    const files = kind === 'reply' ? filesOf(transfer) : []
    if (files.length === 0) return
    event.preventDefault()
    sendFiles(files)
  }
  useCommands([
    { id: 'reply', label: 'Reply', group: 'Conversation', key: 'r', run: () => write('reply') },
    { id: 'note', label: 'Leave a note', group: 'Conversation', key: 'n', run: () => write('note') },
    { id: 'macro', label: 'Say a ready answer', group: 'Conversation', key: 'a', run: () => write('reply', '/') },
    ...macros.map((macro) => ({
      id: `macro ${macro.id}`,
      label: `Say: ${macro.name}`,
      hint: `/${macro.shortcut}`,
      group: 'Ready answers',
      run: () => take(macro),
    })),
  ])

  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (meant.length > 0 && pickByKey(event, meant, chosen, setChosen, take)) return
    if (event.key === 'Escape') field.current?.blur()
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.shiftKey) return
    event.preventDefault()
    if (event.ctrlKey || event.metaKey)
      sendLater(new Date(Date.now() + undoSeconds * 1_000), `Goes out in ${undoSeconds} seconds.`)
    else send()
  }

  return (
    <>
      <Scheduled conversationId={conversationId} onTakenBack={(taken) => write('reply', taken)} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the button beside the field is the keyboard's */}
      <div
        className={styles.composer}
        data-kind={kind}
        onPaste={(event) => catchFiles(event, event.clipboardData)}
        onDrop={(event) => catchFiles(event, event.dataTransfer)}
        onDragOver={(event) => event.preventDefault()}
      >
        {meant.length > 0 && <MacroList macros={meant} chosen={chosen} onChoose={take} />}
        <Textarea
          ref={field}
          variant="unstyled"
          autosize
          minRows={2}
          maxRows={12}
          value={text}
          aria-label={kind === 'note' ? 'Note for colleagues' : 'Reply'}
          aria-controls={meant.length > 0 ? 'ready-answers' : undefined}
          aria-activedescendant={meant.length > 0 ? `ready-${chosen}` : undefined}
          placeholder={placeholderOf(kind, conversation)}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setChosen(0)
            if (kind === 'reply') typing.typed()
          }}
          onKeyDown={press}
          onBlur={typing.stopped}
          classNames={{ input: styles.field ?? '' }}
        />
        <div className={styles.tools}>
          <SegmentedControl
            size="xs"
            value={kind}
            onChange={setKind}
            data={[
              { value: 'reply', label: 'Reply' },
              { value: 'note', label: 'Note' },
            ]}
            aria-label="What to write"
          />
          {kind === 'reply' && <AttachTools onFiles={sendFiles} />}
          <span className={styles.hint}>
            {picked && kind === 'reply' ? `Also ${tellActions(picked.actions)}.` : hintOf(kind, conversation)}
          </span>
          <Button
            size="compact-md"
            h={32}
            px={14}
            variant={kind === 'note' ? 'default' : 'filled'}
            onClick={send}
            disabled={text.trim() === ''}
          >
            {kind === 'note' ? 'Save the note' : 'Send'}
          </Button>
          {kind === 'reply' && <LaterMenu disabled={text.trim() === ''} onChoose={sendLater} />}
        </div>
      </div>
    </>
  )
}

/** Arrows, Enter and Tab belong to the list while it is open. */
function pickByKey(
  event: KeyboardEvent<HTMLTextAreaElement>,
  meant: readonly ReadyMacro[],
  chosen: number,
  choose: (place: number) => void,
  take: (macro: ReadyMacro) => void,
): boolean {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step !== 0) choose((chosen + step + meant.length) % meant.length)
  const macro = meant[chosen]
  const takes = event.key === 'Enter' || event.key === 'Tab'
  if (takes && macro) take(macro)
  if (step === 0 && !takes) return false
  event.preventDefault()
  return true
}

function LaterMenu({ disabled, onChoose }: { disabled: boolean; onChoose: (at: Date, telling: string) => void }) {
  return (
    <Menu position="top-end" width={240}>
      <Menu.Target>
        <ActionIcon variant="default" size={32} disabled={disabled} aria-label="Send later">
          <IconChevronUp size={16} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          rightSection={<kbd>Ctrl ↵</kbd>}
          onClick={() => onChoose(new Date(Date.now() + undoSeconds * 1_000), `Goes out in ${undoSeconds} seconds.`)}
        >
          Send, with time to undo
        </Menu.Item>
        {laterTimes(new Date()).map(({ label, at }) => (
          <Menu.Item key={label} onClick={() => onChoose(at, `Goes out ${label}.`)}>
            Send {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function placeholderOf(kind: Kind, { owner, status }: DeskConversation): string {
  if (kind === 'note') return 'Write to colleagues, @name asks one of them'
  if (status === 'resolved') return 'Write to open it again'
  return owner === 'bot' ? 'Write to take over from the bot' : 'Write to the shopper, / for ready answers'
}

/** Says beforehand what sending does besides. */
function hintOf(kind: Kind, { owner, status }: DeskConversation): string {
  if (kind === 'note') return 'Only colleagues see this.'
  if (owner === 'bot' || status === 'resolved') return 'The bot falls silent when you send.'
  return ''
}
