import { existsSync, readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Figure } from './figure.ts'

// `npm run bench` runs all, `npm run bench -- turn` one; `--json FILE` keeps the figures. What lacks its data or its peer says so: exit 2.
const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } })
const here = import.meta.dirname
const notBenches = ['main', 'figure']
const all = readdirSync(here)
  .flatMap((file) => (file.endsWith('.ts') && !file.endsWith('.test.ts') ? [file.slice(0, -3)] : []))
  .filter((name) => !notBenches.includes(name))
const module = z.object({ default: z.custom<() => Promise<Figure[]>>((value) => typeof value === 'function') })

const figures: Figure[] = []
for (const name of positionals.length > 0 ? positionals : all) {
  const file = join(here, `${name}.ts`)
  if (!existsSync(file)) throw new Error(`There is no bench "${name}"; there are ${all.join(', ')}.`)
  process.stdout.write(`\n${name}\n`)
  try {
    const found = await module.parse(await import(pathToFileURL(file).href)).default()
    for (const figure of found) tell(figure)
    figures.push(...found)
  } catch (fault) {
    if (!(fault instanceof Error) || fault.constructor.name !== 'MissingData') throw fault
    process.stdout.write(`  ${fault.message}\n`)
    process.exitCode = 2
  }
}
if (values.json) await writeFile(values.json, JSON.stringify(figures, null, 2))
process.exit()

function tell({ id, value, unit, beside, note }: Figure): void {
  const others = Object.entries(beside ?? {}).map(([name, other]) => `${name} ${round(other)}`)
  process.stdout.write(
    `  ${id.padEnd(46)} ${round(value)} ${unit}${others.length > 0 ? `   beside ${others.join(', ')}` : ''}${note ? `   (${note})` : ''}\n`,
  )
}

function round(value: number): string {
  return String(Number(value.toPrecision(4)))
}
