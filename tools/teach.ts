import { join } from 'node:path'
import { loadExtensions } from '../apps/server/src/compose/extensions.ts'
import { trainedModel } from '../apps/server/src/compose/understanding.ts'
import { openLog } from '../apps/server/src/kernel/log.ts'

/** Teaches the bot what ships, once, so that the servers of the tests find it taught and don't all set about it at the same time. */
const root = join(import.meta.dirname, '..')
const extensionFolders = [join(root, 'extensions')]
const { languages, examples, lexicons } = await loadExtensions(extensionFolders, openLog('silent'))
await trainedModel({
  taught: { languages, examples, lexicons },
  extensionFolders,
  modelFolder: join(root, '.data/models'),
  progress: (text) => console.log(text),
})
