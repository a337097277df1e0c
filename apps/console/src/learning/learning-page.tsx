import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import table from '../shell/table.module.css'
import { ExamplesPart } from './examples-part.tsx'
import { FiguresPart } from './figures-part.tsx'
import { HeardPart } from './heard-part.tsx'
import styles from './learning.module.css'
import { learningTabs, tabWords } from './learning-search.ts'
import { SuggestionsPart } from './suggestions-part.tsx'
import { VersionsPart } from './versions-part.tsx'

/** What the bot got wrong, what it was taught, and how well it understands. */
export function LearningPage() {
  const { tab = 'heard' } = useSearch({ from: '/desk/learning' })
  const navigate = useNavigate()
  const choose = (value: string | null) => {
    const chosen = learningTabs.find((each) => each === value)
    if (chosen) void navigate({ to: '/learning', search: { tab: chosen }, replace: true })
  }
  return (
    <div className={styles.page}>
      <header className={table.head}>
        <h1 className={table.title}>Learning</h1>
      </header>
      <Tabs value={tab} onChange={choose} keepMounted={false} className={styles.tabs}>
        <Tabs.List className={styles.list}>
          {learningTabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {tabWords[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <div className={styles.body}>
          <Tabs.Panel value="heard">
            <HeardPart />
          </Tabs.Panel>
          <Tabs.Panel value="suggestions">
            <SuggestionsPart />
          </Tabs.Panel>
          <Tabs.Panel value="examples">
            <ExamplesPart />
          </Tabs.Panel>
          <Tabs.Panel value="versions">
            <VersionsPart />
          </Tabs.Panel>
          <Tabs.Panel value="figures">
            <FiguresPart />
          </Tabs.Panel>
        </div>
      </Tabs>
    </div>
  )
}
