import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useOffered } from './commands.ts'
import styles from './palette.module.css'

const [paletteStore, palette] = createSpotlight()

export const showPalette = (): void => palette.open()

/** Does anything by its name: the commands of this page and those that work everywhere. */
export function Palette() {
  const offered = useOffered()
  const actions: SpotlightActionGroupData[] = [...Map.groupBy(offered, ({ group }) => group)].map(
    ([group, members]) => ({
      group,
      actions: members.map(({ id, label, hint, key, run }) => ({
        id,
        label,
        ...(hint ? { description: hint } : {}),
        onClick: run,
        rightSection: key ? <kbd>{key}</kbd> : undefined,
      })),
    }),
  )
  return (
    <Spotlight
      store={paletteStore}
      actions={actions}
      shortcut="mod + K"
      nothingFound="Nothing is called that here."
      highlightQuery
      scrollable
      maxHeight={420}
      radius="lg"
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      classNames={{ actionsGroup: styles.group ?? '', search: styles.search ?? '' }}
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.75} />,
        placeholder: 'What do you want to do?',
        'aria-label': 'Search commands',
      }}
    />
  )
}
