import { join } from 'node:path'

/** Folder of the repository: what ships lies below it. */
export const root = join(import.meta.dirname, '../../../..')
