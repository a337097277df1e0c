import { useMantineColorScheme } from '@mantine/core'

const order = { auto: 'light', light: 'dark', dark: 'auto' } as const
const names = { auto: 'As the system has it', light: 'Light', dark: 'Dark' } as const

/** Light, dark, or as the system has it; one step further at each press. */
export function useScheme() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const following = order[colorScheme]
  return {
    scheme: colorScheme,
    nextLabel: `Colours: ${names[following].toLowerCase()}`,
    nowLabel: names[colorScheme],
    next: () => setColorScheme(following),
  }
}
