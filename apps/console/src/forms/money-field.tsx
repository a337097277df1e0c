import { TextInput } from '@mantine/core'
import { decimalsOf } from '@parley/contracts'
import { useEffect, useState } from 'react'
import { readAmount, writeAmount } from './amounts.ts'

interface MoneyFieldProps {
  label: string
  /** Said to screen readers only, where a column's head says it to the others. */
  isLabelHidden?: boolean
  currency: string
  /** In minor units. */
  value: number | null
  onChange: (value: number | null) => void
  error?: string | undefined
  isRequired?: boolean
}

/** An amount as people write it, with comma or point. What can't be read is not taken, and the form is not sent. */
export function MoneyField({ label, isLabelHidden, currency, value, onChange, error, isRequired }: MoneyFieldProps) {
  const [text, setText] = useState(writeAmount(value, currency))
  useEffect(() => {
    setText((before) => (readAmount(before, currency) === value ? before : writeAmount(value, currency)))
  }, [value, currency])
  const decimals = decimalsOf(currency)
  return (
    <TextInput
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      value={text}
      required={isRequired}
      withAsterisk={false}
      inputMode="decimal"
      pattern={decimals === 0 ? '[\\d\\s]{1,13}' : `[\\d\\s]{1,13}([.,]\\d{1,${decimals}})?`}
      title={decimals === 0 ? 'A whole amount' : `An amount with at most ${decimals} decimals`}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value)
        const read = readAmount(currentTarget.value, currency)
        if (read !== undefined) onChange(read)
      }}
      rightSection={<span style={{ fontSize: 12, color: 'var(--ink-soft)' }}>{currency}</span>}
      rightSectionWidth={44}
      rightSectionPointerEvents="none"
      styles={{ input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } }}
      error={error}
    />
  )
}
