import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cruise, type ICruiseResult, type IForbiddenRuleType, type IModule } from 'dependency-cruiser'
import type { Check } from './check.ts'
import { sourceFiles, sourceFolders } from './sources.ts'

/** Arrows point down, siblings are strangers: `.dependency-cruiser.cjs` holds the rules. */
export const boundaries: Check = {
  name: 'boundaries',
  async run(root) {
    const { forbidden, result } = await cruiseAll(root)
    const why = new Map(forbidden.map((rule) => [rule.name, rule.comment]))
    const found = result.summary.violations.map(
      ({ from, to, rule }) => `${from} may not import ${to} (${rule.name}: ${why.get(rule.name) ?? ''})`,
    )
    return [...new Set(found)].sort()
  },
}

/** A cruise that sees nothing finds nothing wrong: it must have seen every source file, and into every one. */
export const modulesSeen: Check = {
  name: 'modules seen',
  async run(root) {
    const { result } = await cruiseAll(root)
    return unseen(root, sourceFiles(root, ['ts', 'tsx']), result.modules)
  },
}

export function unseen(root: string, files: string[], modules: Pick<IModule, 'source' | 'dependencies'>[]): string[] {
  const seen = new Map(modules.map((module) => [module.source, module]))
  const problems = files.length === 0 ? ['There is no source file at all.'] : []
  for (const file of files) {
    const module = seen.get(file)
    if (!module) problems.push(`${file} exists, but the boundary check has not seen it`)
    else if (module.dependencies.length === 0 && imports(join(root, file))) {
      problems.push(`${file} imports something, but the boundary check has not seen what`)
    }
  }
  return problems
}

function imports(path: string): boolean {
  return /^(import|export)\s[^'"`;]*?from\s+['"]|^import\s+['"]/m.test(readFileSync(path, 'utf8'))
}

type Config = { forbidden: IForbiddenRuleType[]; options: Record<string, unknown> & { enhancedResolveOptions: object } }

const cruises = new Map<string, Promise<{ forbidden: IForbiddenRuleType[]; result: ICruiseResult }>>()

/** One cruise serves both checks. */
function cruiseAll(root: string): Promise<{ forbidden: IForbiddenRuleType[]; result: ICruiseResult }> {
  const known = cruises.get(root) ?? cruiseOnce(root)
  cruises.set(root, known)
  return known
}

async function cruiseOnce(root: string): Promise<{ forbidden: IForbiddenRuleType[]; result: ICruiseResult }> {
  const config: Config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs')
  const { enhancedResolveOptions, ...options } = config.options
  const places = [...sourceFolders, 'vitest.config.ts'].filter((place) => existsSync(join(root, place)))
  const cruised = await cruise(
    places,
    { ...options, baseDir: root, validate: true, ruleSet: { forbidden: config.forbidden } },
    enhancedResolveOptions,
  )
  if (typeof cruised.output === 'string')
    throw new Error('dependency-cruiser answered text where its result was asked for')
  return { forbidden: config.forbidden, result: cruised.output }
}
