import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { containerBootstrap } from '@nlpjs/core'
import { LangEn } from '@nlpjs/lang-en'
import { LangFi } from '@nlpjs/lang-fi'
import { LangHu } from '@nlpjs/lang-hu'
import { LangSv } from '@nlpjs/lang-sv'
import { Nlp } from '@nlpjs/nlp'

export interface Labelled {
  text: string
  job: string
}

/** What nlp.js shall be taught and tried on, beside the figure of this id. */
export interface Task {
  id: string
  language: string
  examples: readonly Labelled[]
  tests: readonly Labelled[]
}

/** What stands beside each of our figures. */
export interface Beside {
  nlpjs: number
  'nlpjs, learning rate patched': number
}

/** Each language with the pack that nlp.js has for it; for Icelandic it has none and reads by plain words. */
const packs: Readonly<Record<string, unknown>> = { en: LangEn, sv: LangSv, fi: LangFi, hu: LangHu }

/**
 * As it comes its network learns with a rate of 0.6, swings instead of settling where there are many jobs, and stops. With a third of the
 * rate it settles; the rounds are bounded, since it would go on for many minutes.
 */
const patched = { learningRate: 0.2, iterations: 100 }

/**
 * Shares that nlp.js reads rightly, taught by the same examples in the same language, as it comes and patched; by the figure's id. One
 * thread a processor, once all of ours is measured: it would take twice as long one after the other.
 */
export async function nlpjsBeside(tasks: readonly Task[]): Promise<Map<string, Beside>> {
  const beside = new Map(tasks.map(({ id }): [string, Beside] => [id, { nlpjs: 0, 'nlpjs, learning rate patched': 0 }]))
  const open = tasks.flatMap((task) => [
    { task, name: 'nlpjs', network: {} } as const,
    { task, name: 'nlpjs, learning rate patched', network: patched } as const,
  ])
  const work = async (): Promise<void> => {
    for (let next = open.shift(); next; next = open.shift()) {
      const { id, language, examples, tests } = next.task
      const value = await inThread({ language, examples, tests, network: next.network })
      const figure = beside.get(id)
      if (figure) figure[next.name] = value
      process.stderr.write(`  ${id}: ${next.name} ${value.toFixed(4)}\n`)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return beside
}

function inThread(asked: Asked): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./nlpjs-worker.ts', import.meta.url), { workerData: asked })
    worker.once('message', (value: number) => {
      resolve(value)
      void worker.terminate()
    })
    worker.once('error', reject)
  })
}

interface Asked {
  language: string
  examples: readonly Labelled[]
  tests: readonly Labelled[]
  network: Readonly<Record<string, number>>
}

/** Share of the tests that nlp.js reads rightly. */
export async function accuracyOf({ language, examples, tests, network }: Asked): Promise<number> {
  const container = await containerBootstrap()
  container.use(Nlp)
  if (packs[language] !== undefined) container.use(packs[language])
  const manager = container.get('nlp', {})
  Object.assign(manager.settings, { autoSave: false, autoLoad: false, calculateSentiment: false })
  manager.useNlu('NeuralNlu', language, '*', { ...network, log: false })
  manager.addLanguage(language)
  for (const { text, job } of examples) manager.addDocument(language, text, job)
  await manager.train()
  let right = 0
  for (const { text, job } of tests) {
    if ((await manager.process(language, text)).intent === job) right++
  }
  return right / tests.length
}
