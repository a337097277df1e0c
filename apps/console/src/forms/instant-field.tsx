import { TextInput } from '@mantine/core'

interface InstantFieldProps {
  label: string
  hint?: string
  /** As an instant; null for none. */
  value: string | null
  onChange: (value: string | null) => void
  error?: string | undefined
}

/** A day and an hour as they are where one sits; kept as an instant. */
export function InstantField({ label, hint, value, onChange, error }: InstantFieldProps) {
  return (
    <TextInput
      type="datetime-local"
      label={label}
      description={hint}
      value={value === null ? '' : localOf(value)}
      onChange={({ currentTarget }) => {
        const at = new Date(currentTarget.value)
        onChange(Number.isNaN(at.getTime()) ? null : at.toISOString())
      }}
      error={error}
    />
  )
}

/** "2026-11-27T00:00" in the browser's own zone. */
function localOf(iso: string): string {
  const at = new Date(iso)
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}
