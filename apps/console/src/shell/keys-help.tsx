import { Modal } from '@mantine/core'
import { type Command, useOffered } from './commands.ts'
import styles from './keys-help.module.css'

const always: readonly Pick<Command, 'group' | 'key' | 'label'>[] = [
  { group: 'Anywhere', key: 'Ctrl K', label: 'Do anything by name' },
  { group: 'Writing', key: 'Enter', label: 'Send' },
  { group: 'Writing', key: 'Shift Enter', label: 'New line' },
  { group: 'Writing', key: 'Esc', label: 'Leave the field; the draft stays' },
]

/** The keys that work on this page, which are the commands it offers. */
export function KeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const commands = [...useOffered().filter(({ key }) => key !== undefined), ...always]
  const groups = [...Map.groupBy(commands, ({ group }) => group)]
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={styles.groups}>
        {groups.map(([group, members]) => (
          <section key={group}>
            <h3 className={styles.group}>{group}</h3>
            <dl className={styles.keys}>
              {members.map(({ key, label }) => (
                <div key={`${key} ${label}`} className={styles.key}>
                  <dt>{label}</dt>
                  <dd>
                    {key?.split(' ').map((part) => (
                      <kbd key={part}>{part}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
