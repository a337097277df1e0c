import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'

/**
 * `npm run prove` lists what can be proved, `npm run prove -- <name> [--seed 7] [--only words]` proves it and ends with 1 where it does not hold.
 * A proof is a file in this folder: its default export runs it and answers with every violation it saw.
 */
const proof = z.object({
  summary: z.string(),
  default: z.custom<(options: { seed: number; only: string }) => Promise<string[]>>(
    (value) => typeof value === 'function',
  ),
})

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.proof.ts'))
  .map((file) => file.replace('.proof.ts', ''))
const [asked, ...options] = process.argv.slice(2)

process.exit(asked === undefined || asked === '--help' ? await list() : await run(asked))

async function list(): Promise<number> {
  console.log('npm run prove -- <name> [--seed <number>] [--only <a part of it>]\n')
  for (const name of names) console.log(`  ${name.padEnd(12)} ${(await load(name)).summary}`)
  return 0
}

async function run(name: string): Promise<number> {
  if (!names.includes(name)) {
    console.error(`There is no proof called ${name}; there are ${names.join(', ')}.`)
    return 1
  }
  const seed = Number(optionOf('--seed') ?? 1)
  const violations = await (await load(name)).default({ seed, only: optionOf('--only') ?? '' })
  for (const violation of violations) console.error(`  ✗ ${violation}`)
  console.log(
    violations.length === 0
      ? `${name}: holds (seed ${seed})`
      : `${name}: ${violations.length} violations (seed ${seed})`,
  )
  return violations.length === 0 ? 0 : 1
}

function optionOf(name: string): string | undefined {
  const at = options.indexOf(name)
  return at < 0 ? undefined : options[at + 1]
}

async function load(name: string): Promise<z.infer<typeof proof>> {
  const module: unknown = await import(pathToFileURL(join(import.meta.dirname, `${name}.proof.ts`)).href)
  return proof.parse(module)
}
