import { defineConfig, type Plugin } from 'vite'

/**
 * Builds `loader.js`, which keeps its name for ever, and the chat it fetches, in hashed files that can be cached for ever.
 * Nothing is preloaded: a part is fetched when it is needed.
 */
export default defineConfig({
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
  plugins: [importPlainly(), nameAppInLoader()],
  build: {
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    modulePreload: false,
    manifest: true,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { loader: 'src/loader.ts', app: 'src/app.tsx' },
      preserveEntrySignatures: 'allow-extension',
      output: {
        entryFileNames: (chunk) => (chunk.name === 'loader' ? 'loader.js' : '[name]-[hash].js'),
        chunkFileNames: '[name]-[hash].js',
      },
    },
  },
})

/** The loader is a plain script and imports nothing; it learns the app's hashed name when both are written. */
function nameAppInLoader(): Plugin {
  return {
    name: 'name-app-in-loader',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((part) => part.type === 'chunk')
      const app = chunks.find((chunk) => chunk.name === 'app' && chunk.isEntry)
      const loader = chunks.find((chunk) => chunk.name === 'loader')
      if (!app || !loader) throw new Error('The widget needs both a loader and an app.')
      if (loader.imports.length > 0 || !loader.code.includes('__PARLEY_APP__')) {
        throw new Error('The loader must import nothing and must name the app.')
      }
      // Wrapped, since a plain script's names would be the page's.
      loader.code = `(()=>{${loader.code.replace('__PARLEY_APP__', app.fileName).trim()}})();\n`
    },
  }
}

/** Parts are fetched by `import()` alone: Vite's helper would weigh a kilobyte and put links into the head of the shop's page. */
function importPlainly(): Plugin {
  return {
    name: 'import-plainly',
    enforce: 'pre',
    apply: 'build',
    transform(_code, id) {
      if (!id.endsWith('vite/preload-helper.js')) return
      return { code: 'export const __vitePreload = (load) => load()', map: null }
    },
  }
}
