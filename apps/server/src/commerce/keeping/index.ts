import type { Door } from '../../db/door.ts'
import { bulkDoors } from './bulk-doors.ts'
import { productsDoors } from './products-doors.ts'

/** What a shopkeeper does to her goods. */
export const keepingDoors: readonly Door[] = [...productsDoors, ...bulkDoors]
