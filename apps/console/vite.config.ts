import { defineConfig } from 'vite'

/** Builds the console into hashed files below `/console/`. Which JSX a file speaks its own tsconfig says: ui is Preact, this is React. */
export default defineConfig({
  base: '/console/',
  build: {
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      // Mantine marks its files for servers that render React; nothing here does.
      onLog: (level, log, handle) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log)
      },
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'mantine', test: /node_modules\/@mantine\// },
          ],
        },
      },
    },
  },
})
