import { join } from 'node:path'
import { printChecked, runAllChecks } from './check/all-checks.ts'

/** `npm run check`: types, style and the rules of the house, without running a single test. */
const checked = await runAllChecks(join(import.meta.dirname, '..'), printChecked)
const failed = checked.filter(({ problems }) => problems.length > 0).length
console.log(`${checked.length - failed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
