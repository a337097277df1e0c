import { Button, Modal, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core'
import { type Macro, type MacroGiven, macro as macroSchema } from '@parley/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { sayFault } from '../api/problem.ts'
import { useDesk } from '../live/desk-context.tsx'
import settings from '../settings/settings-page.module.css'
import { Empty, Fault, RowsComing } from '../shell/states.tsx'
import { doUnlessUndone, tellFault } from '../shell/tell.tsx'
import { languageName } from '../words/names.ts'
import styles from './desk-settings.module.css'

const answer = z.object({ macros: z.array(macroSchema) })
const languages = ['en', 'sv', 'fi', 'is', 'hu']

/** Ready answers by language, with what is done besides. */
export function MacrosPart() {
  const { api, shopId } = useDesk()
  const client = useQueryClient()
  const key = ['macros', shopId]
  const [edited, setEdited] = useState<Macro | 'new' | null>(null)
  const [going, setGoing] = useState<ReadonlySet<string>>(new Set())
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api({ path: '/desk/macros', answer, signal }),
  })
  const refresh = () => client.invalidateQueries({ queryKey: key })
  const remove = ({ id, name }: Macro) => {
    setGoing((before) => new Set([...before, id]))
    const back = () => setGoing((before) => new Set([...before].filter((each) => each !== id)))
    doUnlessUndone(
      `“${name}” is thrown away.`,
      () => {
        api({ method: 'DELETE', path: `/desk/macros/${id}`, answer: z.unknown(), keepalive: true })
          .then(refresh, tellFault)
          .finally(back)
      },
      back,
    )
  }
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={4} />
  const macros = data.macros.filter(({ id }) => !going.has(id))
  return (
    <section>
      <div className={settings.titleLine}>
        <h2 className={settings.title}>Ready answers</h2>
        <Button onClick={() => setEdited('new')}>New answer</Button>
      </div>
      {macros.length === 0 ? (
        <Empty title="No ready answers yet.">Written once in each language, said with a slash and its shortcut.</Empty>
      ) : (
        <ul className={styles.list}>
          {macros.map((macro) => (
            <li key={macro.id} className={styles.item}>
              <div className={styles.itemHead}>
                <h3 className={styles.name}>
                  {macro.name} <span className={styles.soft}>/{macro.shortcut}</span>
                </h3>
                <span className={styles.buttons}>
                  <Button size="compact-sm" variant="default" onClick={() => setEdited(macro)}>
                    Edit<span className={styles.unseen}> {macro.name}</span>
                  </Button>
                  <Button size="compact-sm" variant="default" onClick={() => remove(macro)}>
                    Throw away<span className={styles.unseen}> {macro.name}</span>
                  </Button>
                </span>
              </div>
              <p className={styles.soft}>{Object.keys(macro.texts).map(languageName).join(', ') || 'No text'}</p>
            </li>
          ))}
        </ul>
      )}
      <Modal
        opened={edited !== null}
        onClose={() => setEdited(null)}
        title="Ready answer"
        size="lg"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {edited && (
          <MacroForm
            macro={edited === 'new' ? null : edited}
            onDone={() => {
              setEdited(null)
              void refresh()
            }}
          />
        )}
      </Modal>
    </section>
  )
}

function MacroForm({ macro, onDone }: { macro: Macro | null; onDone: () => void }) {
  const { api } = useDesk()
  const [given, setGiven] = useState<MacroGiven>(
    macro ?? { name: '', shortcut: '', texts: {}, actions: [], forAll: true },
  )
  const [language, setLanguage] = useState('en')
  const set = (part: Partial<MacroGiven>) => setGiven((before) => ({ ...before, ...part }))
  const saving = useMutation({
    mutationFn: () =>
      api({
        method: macro ? 'PUT' : 'POST',
        path: macro ? `/desk/macros/${macro.id}` : '/desk/macros',
        body: { ...given, texts: withoutEmpty(given.texts) },
        answer: macroSchema,
      }),
    onSuccess: onDone,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate()
  }
  const tags = given.actions.flatMap((action) => (action.do === 'tag' ? [action.tag] : []))
  const others = given.actions.filter((action) => action.do !== 'tag')
  const resolves = given.actions.some((action) => action.do === 'resolve')
  return (
    <form onSubmit={submit} className={styles.form}>
      <div className={styles.fields}>
        <TextInput
          label="Name"
          required
          withAsterisk={false}
          value={given.name}
          onChange={({ currentTarget }) => set({ name: currentTarget.value })}
          data-autofocus
        />
        <TextInput
          label="Shortcut"
          description="Typed after a slash"
          required
          withAsterisk={false}
          pattern="[a-z0-9\-]{1,30}"
          value={given.shortcut}
          onChange={({ currentTarget }) => set({ shortcut: currentTarget.value })}
        />
        <Select
          label="Language"
          allowDeselect={false}
          data={languages.map((tag) => ({
            value: tag,
            label: `${languageName(tag)}${given.texts[tag] ? '' : ' (empty)'}`,
          }))}
          value={language}
          onChange={(value) => value && setLanguage(value)}
        />
      </div>
      <Textarea
        label="Text"
        description="{person.firstName|there}, {order.number}, {order.tracking}, {cart.total}, {agent.firstName}, {shop.name} are filled in."
        autosize
        minRows={4}
        value={given.texts[language] ?? ''}
        onChange={({ currentTarget }) => set({ texts: { ...given.texts, [language]: currentTarget.value } })}
      />
      <TagsInput
        label="Tags it adds"
        value={tags}
        onChange={(next) => set({ actions: [...next.map((tag) => ({ do: 'tag' as const, tag })), ...others] })}
      />
      <Switch
        label="Resolves the conversation"
        checked={resolves}
        onChange={({ currentTarget }) =>
          set({
            actions: [
              ...given.actions.filter((action) => action.do !== 'resolve'),
              ...(currentTarget.checked ? [{ do: 'resolve' as const }] : []),
            ],
          })
        }
      />
      <Switch
        label="For all colleagues"
        checked={given.forAll}
        onChange={({ currentTarget }) => set({ forAll: currentTarget.checked })}
      />
      {saving.error && <p role="alert">{sayFault(saving.error)}</p>}
      <Button type="submit" loading={saving.isPending}>
        Save
      </Button>
    </form>
  )
}

const withoutEmpty = (texts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''))
