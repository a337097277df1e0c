export { gatherFacts } from './gather-facts.ts'
export { keepRollups } from './keep-rollups.ts'
export { reportDoors } from './report-doors.ts'
