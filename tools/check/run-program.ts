import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** The program of an installed package: always this repository's, whatever tree is looked at. */
export function installed(...path: string[]): string {
  return join(import.meta.dirname, '..', '..', 'node_modules', ...path)
}

/** Runs a program of the repository with this Node and answers what it printed. */
export function runProgram(args: string[], folder: string): Promise<{ code: number; output: string }> {
  return new Promise((ended, failed) => {
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (text: string) => {
      output += text
    }
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    child.once('error', failed)
    child.once('close', (code) => ended({ code: code ?? 1, output: output.trim() }))
  })
}
