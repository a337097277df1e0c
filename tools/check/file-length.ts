import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Check } from './check.ts'
import { sourceFiles } from './sources.ts'

const limit = 300

/** One screen is normal, 300 lines the most a hand-written source file may have. */
export const fileLength: Check = {
  name: 'file length',
  async run(root) {
    return sourceFiles(root, ['ts', 'tsx', 'mts', 'js', 'jsx', 'mjs', 'cjs'])
      .filter((file) => !/\.generated\.ts$/.test(file))
      .map((file) => ({ file, lines: countLines(readFileSync(join(root, file), 'utf8')) }))
      .filter(({ lines }) => lines > limit)
      .map(({ file, lines }) => `${file} has ${lines} lines; ${limit} is the most`)
  },
}

function countLines(text: string): number {
  return text.replace(/\n$/, '').split('\n').length
}
