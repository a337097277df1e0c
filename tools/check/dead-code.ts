import type { Check } from './check.ts'
import { installed, runProgram } from './run-program.ts'

/** knip: no file and no export that nothing uses. */
export const deadCode: Check = {
  name: 'dead code',
  async run(root) {
    const options = ['--no-progress', '--no-config-hints', '--reporter', 'compact']
    const { code, output } = await runProgram([installed('knip', 'bin', 'knip.js'), ...options], root)
    return code === 0 ? [] : output.split('\n')
  },
}
