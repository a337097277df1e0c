import type { Door } from '../db/door.ts'
import { learningDoors } from './learning-doors.ts'
import { suggestionDoors } from './suggestion-doors.ts'
import { teachingDoors } from './teaching-doors.ts'

export { keepLearning } from './keep-learning.ts'
export type { Taught } from './teaching.ts'
export { readDeltaFor } from './teaching-store.ts'

/** Every door of what the shop teaches its bot. */
export const allLearningDoors = (parts: { jobs: readonly string[]; changed: (shopId: string) => void }): Door[] => [
  ...learningDoors(parts),
  ...suggestionDoors(),
  ...teachingDoors(parts),
]
