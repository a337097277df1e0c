import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { classifierWords, type Model, predict, train } from '@parley/engine'
import { type Figure, MissingData } from './figure.ts'
import { type Labelled, nlpjsBeside, type Task } from './understanding/nlpjs.ts'
import { ownCases } from './understanding/own-cases.ts'

const outside = 'oos'
/** Out-of-scope recall asked of the validation part: the aim. */
const recallOnValidation = 0.8

/** The shop's own held-out cases in each language, then public sets: trained on the official training part, the threshold chosen on the validation part, measured once on the test part. */
export default async function bench(): Promise<Figure[]> {
  const folder = process.env.PARLEY_BENCH_DATA
  if (!folder) throw new MissingData('Set PARLEY_BENCH_DATA to the folder that holds banking77 and clinc150.')
  const parts: Part[] = []
  for (const measure of [
    ownCases,
    () => banking77(join(folder, 'banking77')),
    () => clinc150(join(folder, 'clinc150')),
  ]) {
    const part = await measure()
    // Told at once: what stands beside them takes minutes.
    for (const { id, value, unit } of part.figures) process.stderr.write(`  ${id} ${value.toPrecision(4)} ${unit}\n`)
    parts.push(part)
  }
  const beside = await nlpjsBeside(parts.flatMap(({ tasks }) => tasks))
  return parts
    .flatMap(({ figures }) => figures)
    .map((figure) => {
      const other = beside.get(figure.id)
      return other ? { ...figure, beside: { ...other } } : figure
    })
}

interface Part {
  figures: Figure[]
  /** What stands beside them is measured when all of ours is. */
  tasks: Task[]
}

async function banking77(folder: string): Promise<Part> {
  const train77 = csvRows(await readFile(join(folder, 'train.csv'), 'utf8'))
  const test77 = csvRows(await readFile(join(folder, 'test.csv'), 'utf8'))
  const started = performance.now()
  const model = trained(train77)
  const seconds = (performance.now() - started) / 1000
  const guessed = performance.now()
  const value = accuracy(model, test77)
  const each = (performance.now() - guessed) / test77.length
  const id = 'understanding.banking77.accuracy'
  const figures = [
    { id, value, unit: 'ratio' },
    { id: 'understanding.banking77.train-seconds', value: seconds, unit: 's' },
    { id: 'understanding.banking77.predict-ms', value: each, unit: 'ms' },
  ]
  return { figures, tasks: [{ id, language: 'en', examples: train77, tests: test77 }] }
}

async function clinc150(folder: string): Promise<Part> {
  const parts: Record<string, [string, string][]> = JSON.parse(await readFile(join(folder, 'data_full.json'), 'utf8'))
  const part = (name: string): Labelled[] => (parts[name] ?? []).map(([text, job]) => ({ text, job }))
  const model = trained([...part('train'), ...part('oos_train')])
  const strange = part('oos_val').map((example) => inScope(model, example).confidence)
  strange.sort((left, right) => left - right)
  const threshold = strange[Math.floor(strange.length * recallOnValidation)] ?? 0
  const test = part('test').map((example) => ({ ...inScope(model, example), wanted: example.job }))
  const strangeTest = part('oos_test').map((example) => inScope(model, example))
  const accepted = test.filter((one) => one.job === one.wanted && one.confidence >= threshold)
  const id = 'understanding.clinc150.in-scope-no-rejection'
  const figures = [
    { id, value: test.filter((one) => one.job === one.wanted).length / test.length, unit: 'ratio' },
    { id: 'understanding.clinc150.in-scope', value: accepted.length / test.length, unit: 'ratio' },
    {
      id: 'understanding.clinc150.out-of-scope-recall',
      value: strangeTest.filter((one) => one.confidence < threshold).length / strangeTest.length,
      unit: 'ratio',
    },
  ]
  return { figures, tasks: [{ id, language: 'en', examples: part('train'), tests: part('test') }] }
}

/** The best job of the shop's own; not confident at all where the strange one leads. */
function inScope(model: Model, { text }: Labelled): { job: string; confidence: number } {
  const [best, next] = predict(model, classifierWords(text)).guesses
  if (best && best.job !== outside) return best
  return { job: next?.job ?? '', confidence: 0 }
}

const trained = (examples: Labelled[]): Model =>
  train(
    examples.map((example) => ({ ...example, language: 'en' })),
    { strangeJob: outside },
  )

function accuracy(model: Model, examples: Labelled[]): number {
  const right = examples.filter(({ text, job }) => predict(model, classifierWords(text)).guesses[0]?.job === job)
  return right.length / examples.length
}

/** `text,category` with quoted texts. */
function csvRows(csv: string): Labelled[] {
  const line = /(?:"((?:[^"]|"")*)"|([^,\r\n]*)),([a-zA-Z0-9_?]+)\r?\n/g
  const rows = [...csv.matchAll(line)].map(([, quoted, plain, job]) => ({
    text: (quoted ?? plain ?? '').replaceAll('""', '"'),
    job: job ?? '',
  }))
  return rows.slice(1)
}
