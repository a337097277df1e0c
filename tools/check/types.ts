import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Check } from './check.ts'
import { installed, runProgram } from './run-program.ts'

/** TypeScript's own verdict, once for the server side and once for each front end, which have other JSX and other globals. */
export const types: Check = {
  name: 'types',
  async run(root) {
    const problems: string[] = []
    for (const project of ['tsconfig.json', ...globSync('{apps,packages}/*/tsconfig.json', { cwd: root }).sort()]) {
      problems.push(...(await checkProject(root, project)))
    }
    return problems
  },
}

async function checkProject(root: string, project: string): Promise<string[]> {
  const compiler = installed('typescript', 'bin', 'tsc')
  const kept = join(root, 'node_modules', '.cache', 'parley', `${dirname(project).replaceAll('/', '-')}.tsbuildinfo`)
  const args = [compiler, '-p', project, '--pretty', 'false', '--incremental', '--tsBuildInfoFile', kept]
  const { code, output } = await runProgram(args, root)
  return code === 0 ? [] : output.split('\n')
}
