import { Button, MultiSelect, NumberInput, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core'
import { type Team, type TeamGiven, team as teamSchema, type WorkingHours } from '@parley/contracts'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { sayFault } from '../api/problem.ts'
import { useDesk } from '../live/desk-context.tsx'
import styles from './desk-settings.module.css'
import { useAgents, useTeams } from './use-people.ts'
import { usualHours, WeekFields } from './week-fields.tsx'

const blank: TeamGiven = {
  name: '',
  position: 0,
  channels: [],
  languages: [],
  reasons: [],
  skills: [],
  overflowTeamId: null,
  overflowAfterSeconds: 120,
  hours: null,
  serviceLevels: { firstAnswerMinutes: null, nextAnswerMinutes: null, resolutionMinutes: null },
  members: [],
}

const reasons = [
  'talk_to_human',
  'complaint_damaged',
  'not_understood',
  'call_me_back',
  'frustrated',
  'legal',
  'safety',
]

/** One team, all of it on one page. */
export function TeamForm({ team, onDone }: { team: Team | null; onDone: () => void }) {
  const { api } = useDesk()
  const { data: agents = [] } = useAgents()
  const { data: teams = [] } = useTeams()
  const [given, setGiven] = useState<TeamGiven>(team ?? blank)
  const set = (part: Partial<TeamGiven>) => setGiven((before) => ({ ...before, ...part }))
  const promise = (part: Partial<TeamGiven['serviceLevels']>) =>
    set({ serviceLevels: { ...given.serviceLevels, ...part } })
  const saving = useMutation({
    mutationFn: () =>
      api({
        method: team ? 'PUT' : 'POST',
        path: team ? `/desk/teams/${team.id}` : '/desk/teams',
        body: given,
        answer: teamSchema,
      }),
    onSuccess: onDone,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate()
  }
  const others = teams.filter(({ id }) => id !== team?.id)
  return (
    <form onSubmit={submit} className={styles.form}>
      <TextInput
        label="Name"
        required
        withAsterisk={false}
        value={given.name}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
        data-autofocus
      />
      <MultiSelect
        label="People"
        data={agents.map(({ accountId, name }) => ({ value: accountId, label: name }))}
        value={given.members}
        onChange={(members) => set({ members })}
        searchable
      />
      <div className={styles.fields}>
        <MultiSelect
          label="Reasons"
          description="Why the bot hands over"
          placeholder={given.reasons.length === 0 ? 'All' : ''}
          data={reasons.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
          value={given.reasons}
          onChange={(chosen) => set({ reasons: chosen })}
        />
        <TagsInput
          label="Languages"
          description="Such as sv, fi"
          placeholder={given.languages.length === 0 ? 'All' : ''}
          value={given.languages}
          onChange={(languages) => set({ languages })}
        />
        <TagsInput
          label="Skills"
          description="What one must be able to do"
          value={given.skills}
          onChange={(skills) => set({ skills })}
        />
      </div>
      <div className={styles.fields}>
        <Select
          label="What is too much goes to"
          placeholder="Nobody else"
          clearable
          data={others.map(({ id, name }) => ({ value: id, label: name }))}
          value={given.overflowTeamId}
          onChange={(overflowTeamId) => set({ overflowTeamId })}
        />
        <NumberInput
          label="After seconds of waiting"
          min={0}
          max={86_400}
          value={given.overflowAfterSeconds}
          onChange={(value) => set({ overflowAfterSeconds: Number(value) || 0 })}
        />
      </div>
      <fieldset className={styles.group}>
        <legend>Promises, in minutes of working time</legend>
        <div className={styles.fields}>
          <Minutes
            label="First answer"
            value={given.serviceLevels.firstAnswerMinutes}
            onChange={(firstAnswerMinutes) => promise({ firstAnswerMinutes })}
          />
          <Minutes
            label="Next answers"
            value={given.serviceLevels.nextAnswerMinutes}
            onChange={(nextAnswerMinutes) => promise({ nextAnswerMinutes })}
          />
          <Minutes
            label="End"
            value={given.serviceLevels.resolutionMinutes}
            onChange={(resolutionMinutes) => promise({ resolutionMinutes })}
          />
        </div>
      </fieldset>
      <Hours hours={given.hours} onChange={(hours) => set({ hours })} />
      {saving.error && <p role="alert">{sayFault(saving.error)}</p>}
      <Button type="submit" loading={saving.isPending} disabled={given.name.trim() === ''}>
        Save
      </Button>
    </form>
  )
}

interface MinutesProps {
  label: string
  value: number | null
  onChange: (value: number | null) => void
}

function Minutes({ label, value, onChange }: MinutesProps) {
  return (
    <NumberInput
      label={label}
      placeholder="No promise"
      min={1}
      value={value ?? ''}
      onChange={(given) => onChange(given === '' ? null : Number(given))}
    />
  )
}

function Hours({ hours, onChange }: { hours: WorkingHours | null; onChange: (hours: WorkingHours | null) => void }) {
  const [holidays, setHolidays] = useState(
    () =>
      hours?.exceptions
        .filter(({ spans }) => spans.length === 0)
        .map(({ date }) => date)
        .join('\n') ?? '',
  )
  const keepHolidays = (text: string) => {
    setHolidays(text)
    if (!hours) return
    const open = hours.exceptions.filter(({ spans }) => spans.length > 0)
    const closed = [...new Set(text.match(/\d{4}-\d{2}-\d{2}/g) ?? [])].map((date) => ({ date, spans: [] }))
    onChange({ ...hours, exceptions: [...open, ...closed] })
  }
  return (
    <fieldset className={styles.group}>
      <legend>Working hours</legend>
      <Switch
        label="Hours of its own"
        description="Otherwise the team works when the shop is open."
        checked={hours !== null}
        onChange={({ currentTarget }) => onChange(currentTarget.checked ? usualHours() : null)}
      />
      {hours && (
        <>
          <TextInput
            label="Time zone"
            value={hours.timeZone}
            onChange={({ currentTarget }) => onChange({ ...hours, timeZone: currentTarget.value })}
          />
          <WeekFields week={hours.week} onChange={(week) => onChange({ ...hours, week })} />
          <Textarea
            label="Holidays"
            description="One date a line, such as 2026-12-24"
            autosize
            minRows={2}
            value={holidays}
            onChange={({ currentTarget }) => keepHolidays(currentTarget.value)}
          />
        </>
      )}
    </fieldset>
  )
}
