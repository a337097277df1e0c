import type { Check } from './check.ts'
import { installed, runProgram } from './run-program.ts'

/** Biome: one format and one set of lint rules for all. */
export const style: Check = {
  name: 'style',
  async run(root) {
    const program = installed('@biomejs', 'biome', 'bin', 'biome')
    const { code, output } = await runProgram(
      [program, 'check', '--colors=off', '--diagnostic-level=error', '--max-diagnostics=100', '.'],
      root,
    )
    return code === 0 ? [] : output.split('\n')
  },
}
