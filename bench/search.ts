import { fieldWeights } from '../apps/server/src/commerce/search/search-document.ts'
import { type Figure, MissingData } from './figure.ts'
import { type Judgments, ndcg10, readIcecat } from './search/icecat.ts'
import { judgedLanguages, readJudged } from './search/judged.ts'
import { documentsOf, parley } from './search/parley.ts'
import { type Engine, fieldsOf, miniSearch, sqliteFts5, winkBm25 } from './search/peers.ts'
import { torget } from './search/torget.ts'

/** Product search on judged queries, beside three engines with the same stems and boosts: on the demo shop in four languages, on real products in English. */
export default async function bench(): Promise<Figure[]> {
  const demo = onTorget()
  try {
    return [...demo, ...onIcecat()]
  } catch (fault) {
    if (fault instanceof MissingData) throw new MissingData(`${fault.message}\n${demo.map(told).join('\n')}`)
    throw fault
  }
}

const told = ({ id, value, beside }: Figure): string => `  ${id} ${value.toFixed(3)} beside ${JSON.stringify(beside)}`

/** The demo shop, by queries that were written in each language for it. What went wrong is told query by query with `SEARCH_BENCH_FAULTS=1`. */
function onTorget(): Figure[] {
  const shop = torget()
  return judgedLanguages.flatMap((tag): Figure[] => {
    const judgments = readJudged(tag)
    const answerable = new Map([...judgments].filter(([, rated]) => rated.size > 0))
    const [texts, stem] = [shop.peerTexts(tag), shop.stemOf(tag)]
    const own = shop.parley(tag)
    const peers = {
      minisearch: miniSearch(texts, stem),
      'wink-bm25': winkBm25(texts, stem),
      fts5: sqliteFts5(texts, stem),
    }
    if (process.env.SEARCH_BENCH_FAULTS) tellFaults(own, judgments)
    return [
      {
        id: `search.torget.${tag}.ndcg10`,
        value: mean(scoresOf(own, answerable)),
        unit: 'ratio',
        beside: Object.fromEntries(
          Object.entries(peers).map(([name, engine]) => [name, mean(scoresOf(engine, answerable))]),
        ),
        note: `${answerable.size} queries`,
      },
      { id: `search.torget.${tag}.honest-nothing`, value: honestNothing(own, judgments), unit: 'ratio' },
    ]
  })
}

function tellFaults(own: Engine, judgments: Judgments): void {
  for (const [query, rated] of judgments) {
    const found = own(query)
    const score = rated.size === 0 ? Number(found.length === 0) : ndcg10(found, rated)
    if (score < 0.9)
      process.stdout.write(`    ${score.toFixed(2)} ${query}: ${found.slice(0, 5).join(' ') || 'nothing'}\n`)
  }
}

function onIcecat(): Figure[] {
  const { products, judgments } = readIcecat()
  const answerable = new Map([...judgments].filter(([, rated]) => Math.max(...rated.values()) > 0))
  const started = performance.now()
  const documents = documentsOf(products)
  const own = parley(documents)
  const buildSeconds = (performance.now() - started) / 1000
  const texts = products.map(fieldsOf)
  const engines: Record<string, Engine> = {
    parley: own,
    minisearch: miniSearch(texts),
    'wink-bm25': winkBm25(texts),
    fts5: sqliteFts5(texts),
  }
  const scores = Object.fromEntries(
    Object.entries(engines).map(([name, engine]) => [name, scoresOf(engine, answerable)]),
  )
  const { parley: ours = [], ...peers } = scores
  const beside = Object.fromEntries(Object.entries(peers).map(([name, each]) => [name, mean(each)]))
  const [best = '', bestScore = 0] = Object.entries(beside).sort((one, other) => other[1] - one[1])[0] ?? []
  const [low, high] = bootstrap(ours, peers[best] ?? [])
  const ms = timesOf(own, [...judgments.keys()])
  return [
    { id: 'search.icecat.ndcg10', value: mean(ours), unit: 'ratio', beside },
    {
      id: 'search.icecat.ndcg10-over-best-peer',
      value: mean(ours) / bestScore,
      unit: 'ratio',
      note: `over ${best}; 95 % of paired bootstraps between ${low.toFixed(3)} and ${high.toFixed(3)}; ${answerable.size} queries`,
    },
    {
      id: 'search.icecat.ndcg10-held-out',
      value: heldOut([ours, ...otherWeights.map((weights) => scoresOf(parley(documents, weights), answerable))]),
      unit: 'ratio',
      note: `${folds} folds; on each the weights that did best on the others, of ${otherWeights.length + 1} sets`,
    },
    { id: 'search.icecat.p95-ms', value: percentile(ms, 0.95), unit: 'ms', beside: { p50: percentile(ms, 0.5) } },
    {
      id: 'search.icecat.build-seconds',
      value: buildSeconds,
      unit: 's',
      note: `${products.length} products`,
    },
    { id: 'search.icecat.honest-nothing', value: honestNothing(own, judgments), unit: 'ratio' },
  ]
}

const scoresOf = (engine: Engine, judgments: Judgments): number[] =>
  [...judgments].map(([query, rated]) => ndcg10(engine(query), rated))

/** Weights to choose from beside those that ship: each leans on another field. */
const otherWeights = [
  [1, 3, 1, 1, 1, 1],
  [1, 1, 1, 0.5, 1, 0.6],
  [1, 1, 1, 1, 1.6, 1],
].map((factors) => fieldWeights.map((weight, at) => ({ ...weight, boost: weight.boost * (factors[at] ?? 1) })))

const folds = 5

/** What choosing the weights on four fifths of the queries gives on the fifth that was kept out, over all five. */
function heldOut(scores: readonly (readonly number[])[]): number {
  const kept = Array.from({ length: folds }, (_, fold) => {
    const inFold = (_score: number, at: number) => at % folds === fold
    const rest = scores.map((each) => mean(each.filter((score, at) => !inFold(score, at))))
    return scores[rest.indexOf(Math.max(...rest))]?.filter(inFold) ?? []
  })
  return mean(kept.flat())
}

/** Of the queries for what this shop does not sell, those that are answered with nothing. */
function honestNothing(engine: Engine, judgments: Judgments): number {
  const hopeless = [...judgments].filter(([, rated]) => Math.max(0, ...rated.values()) === 0)
  return hopeless.filter(([query]) => engine(query).length === 0).length / Math.max(1, hopeless.length)
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Twenty rounds over all queries, after one to warm up. */
function timesOf(engine: Engine, queries: readonly string[]): number[] {
  for (const query of queries) engine(query)
  const times: number[] = []
  for (let round = 0; round < 20; round++) {
    for (const query of queries) {
      const started = performance.now()
      engine(query)
      times.push(performance.now() - started)
    }
  }
  return times.sort((one, other) => one - other)
}

const percentile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0

/** The ratio of the means over queries drawn again and again with the same dice, so that a run can be repeated. */
function bootstrap(ours: readonly number[], theirs: readonly number[]): [number, number] {
  let seed = 20261122
  const dice = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 2 ** 32
  }
  const ratios = Array.from({ length: 2000 }, () => {
    const drawn = ours.map(() => Math.floor(dice() * ours.length))
    return mean(drawn.map((at) => ours[at] ?? 0)) / mean(drawn.map((at) => theirs[at] ?? 0))
  }).sort((one, other) => one - other)
  return [percentile(ratios, 0.025), percentile(ratios, 0.975)]
}
