import { join } from 'node:path'
import { build } from 'vite'
import { expect, test } from 'vitest'
import { findChromium } from '../../../tools/chromium.ts'
import { carousel, choices, markup, proposal } from '../dev/samples.ts'
import { stageScene } from './shopper.ts'

const scene = stageScene(findChromium)

/** The renderer as pages built with something else take it in: one custom element. */
async function elementCode(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    build: {
      write: false,
      minify: false,
      rolldownOptions: {
        input: join(import.meta.dirname, '../../../packages/ui/src/element.ts'),
        preserveEntrySignatures: 'strict',
        output: { codeSplitting: false },
      },
    },
  })
  const chunk = 'output' in built ? built.output.find((part) => part.type === 'chunk') : undefined
  if (chunk?.type !== 'chunk') throw new Error('The element was not built.')
  return `${chunk.code}\ndefineContentElement()`
}

test('a page built with something else shows the same content, and hears what is pressed', async () => {
  const { page, faults } = scene
  await page.addScriptTag({ type: 'module', content: await elementCode() })
  await page.evaluate(
    (contents) => {
      for (const content of contents) {
        const element = document.createElement('parley-content')
        Object.assign(element, {
          content,
          language: 'sv',
          onAction: async (said: unknown) => {
            document.body.setAttribute('data-said', JSON.stringify(said))
            return []
          },
        })
        document.body.append(element)
      }
    },
    [carousel, choices, proposal('2999-01-01T00:00:00.000Z'), { type: 'text' as const, text: markup }],
  )
  await page.getByText('2 319 kr', { exact: true }).waitFor()
  expect(await page.getByText('<script>document.title=2</script>').count()).toBe(1)
  await page.getByRole('button', { name: 'Till ombud' }).click()
  expect(await page.getAttribute('body', 'data-said')).toBe('{"type":"choice","value":"agent","label":"Till ombud"}')
  await page.getByRole('button', { name: 'Beställ och betala' }).click()
  expect(await page.getAttribute('body', 'data-said')).toContain('"action":"confirm:prp_1"')
  expect(faults).toEqual([])
})
