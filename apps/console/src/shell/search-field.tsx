import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useCommands } from './commands.ts'

interface SearchFieldProps {
  label: string
  placeholder: string
  group: string
  value: string
  onSearch: (text: string | undefined) => void
}

/** Searches as one types; `/` comes here, Escape leaves. */
export function SearchField({ label, placeholder, group, value, onSearch }: SearchFieldProps) {
  const [text, setText] = useState(value)
  const field = useRef<HTMLInputElement>(null)
  const search = useDebouncedCallback((said: string) => onSearch(said.trim() || undefined), 250)
  useCommands([{ id: 'search', label, group, key: '/', run: () => field.current?.select() }])
  return (
    <TextInput
      ref={field}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value)
        search(currentTarget.value)
      }}
      onKeyDown={(event) => event.key === 'Escape' && field.current?.blur()}
      placeholder={placeholder}
      aria-label={label}
      leftSection={<IconSearch size={16} stroke={1.75} />}
      rightSection={text ? null : <kbd>/</kbd>}
    />
  )
}
