import { defineConfig } from 'vitest/config'

const root = import.meta.dirname
const given = ['@parley/sdk', '@parley/contracts', '@parley/kit', 'zod']

/** Extensions that lie elsewhere have no node_modules: what they may import comes from here, as it does in the server. */
const extensionsElsewhere = {
  name: 'extensions-elsewhere',
  enforce: 'pre' as const,
  resolveId(source: string, importer: string | undefined) {
    if (!given.includes(source) || importer === undefined || importer.startsWith(root)) return null
    return import.meta.resolve(source).replace('file://', '')
  },
}

const never = ['**/node_modules/**', '**/dist/**', '**/.runtime/**', '**/.data/**']

/** Tests that talk to Postgres or spawn processes share two cores with everything else, so their limits are generous. */
const limits = { testTimeout: 60_000, hookTimeout: 300_000, teardownTimeout: 30_000 }

function project(name: string, include: string[], exclude: string[] = []) {
  return {
    extends: true as const,
    test: { name, include, exclude: [...never, ...exclude], environment: 'node' as const, ...limits },
  }
}

export default defineConfig({
  plugins: [extensionsElsewhere],
  test: {
    globalSetup: ['./apps/server/test/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      project(
        'domain',
        ['apps/**/*.test.{ts,tsx}', 'packages/**/*.test.{ts,tsx}', 'tools/**/*.test.ts', 'bench/**/*.test.ts'],
        ['packages/kit/**', '**/*.browser.test.{ts,tsx}'],
      ),
      project('kits', ['packages/kit/**/*.test.ts', 'extensions/**/*.test.ts']),
      project('stories', ['stories/**/*.test.ts'], ['**/*.browser.test.ts']),
      project('browser', ['stories/**/*.browser.test.ts', 'apps/**/*.browser.test.{ts,tsx}']),
      // Longer than the tests may take: `PROOFS=1 npx vitest run --project proofs`.
      ...(process.env.PROOFS ? [project('proofs', ['prove/**/*.browser.test.ts'])] : []),
    ],
  },
})
