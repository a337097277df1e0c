import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { defineConfig, type Plugin } from 'vite'

/**
 * One `vite build` makes both halves: `dist/client`, the little that runs in the browser, in hashed files served at `/assets/`, and then
 * `dist/server.js`, which holds everything it needs and knows the names of those files.
 */
export default defineConfig({
  base: '/assets/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
  plugins: [nameBuiltFiles()],
  builder: {},
  build: {
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    assetsDir: '',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  environments: {
    client: { build: { outDir: 'dist/client', manifest: true, rolldownOptions: { input: 'src/islands/client.ts' } } },
    ssr: {
      resolve: { noExternal: true },
      build: {
        ssr: true,
        outDir: 'dist',
        emptyOutDir: false,
        emitAssets: false,
        copyPublicDir: false,
        rolldownOptions: { input: 'src/main.ts', output: { entryFileNames: 'server.js', codeSplitting: false } },
      },
    },
  },
})

interface Part {
  file: string
  css?: string[]
}

/** The server half learns what the files of the browser half are called: it is built after it. */
function nameBuiltFiles(): Plugin {
  return {
    name: 'name-built-files',
    transform(code, id) {
      if (!id.endsWith('/src/built-files.ts')) return null
      const { root, environments } = this.environment.getTopLevelConfig()
      const folder = resolve(root, environments.client?.build.outDir ?? 'dist/client')
      const parts: Record<string, Part> = JSON.parse(readFileSync(resolve(folder, '.vite/manifest.json'), 'utf8'))
      const entry = parts['src/islands/client.ts']
      if (!entry || !code.includes('__BUILT_FILES__')) throw new Error('The browser half has to be built first.')
      const files = JSON.stringify({ script: entry.file, styles: entry.css ?? [] })
      return { code: code.replace(/(['"])__BUILT_FILES__\1/, () => JSON.stringify(files)), map: null }
    },
  }
}
