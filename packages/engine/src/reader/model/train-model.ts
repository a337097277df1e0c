import type { Job, LanguageTag } from '@parley/contracts'
import { calibrate, type HeldOut, type HeldOutMargin, thresholdKeeping } from './calibrate.ts'
import { type ClassifierWord, gramsOf, wordHash } from './features.ts'
import { fitFeatures } from './fit-features.ts'
import { trainSvms } from './linear-svm.ts'
import { type Model, modelOf } from './model.ts'
import { predict } from './predict.ts'
import { quantise } from './quantise.ts'
import { seededRandom } from './random.ts'
import { knownWordsOf, wishWordsOf } from './word-roles.ts'

/** An example as the classifier sees it. */
export interface TrainingSentence {
  words: readonly ClassifierWord[]
  job: Job
  language: LanguageTag
}

export interface TrainingOptions {
  seed?: number
  cost?: number
  positiveCost?: number
  /** Rounds over all sentences; by default fewer the more there are. */
  epochs?: number
  /** N-grams in fewer sentences than this are left out; by default more where there are very many. */
  leastSentences?: number
  /** Share of rightly read sentences that the out-of-scope threshold must let through. */
  keep?: number
  /** Stems that name goods; they make no wish. */
  goodsStems?: readonly string[]
  /** The job of examples that no flow serves. */
  strangeJob?: Job
  /** Words shared by examples, by language. */
  spellings?: Readonly<Record<LanguageTag, readonly string[]>>
}

const noStems: readonly string[] = []
const noSpellings: Readonly<Record<LanguageTag, readonly string[]>> = {}
const defaults = {
  seed: 7,
  cost: 1,
  positiveCost: 6,
  keep: 0.985,
  goodsStems: noStems,
  strangeJob: 'out_of_scope',
  spellings: noSpellings,
}
type Settings = typeof defaults & ReturnType<typeof effortFor>

/**
 * Rounds until little moves any more: with half of them jobs that lie near each other still sway from one training to the next. Rare n-grams
 * add nothing where there are very many sentences.
 */
const effortFor = (sentences: number) => ({
  epochs: Math.max(8, Math.min(12, Math.round(400_000 / sentences))),
  leastSentences: sentences > 20_000 ? 3 : 2,
})

/** No wish that is likelier than not is turned away, however few examples there were to measure on. */
const evenOdds = 0.5
/** One sentence in this many is held out to calibrate on. */
const heldOutEvery = 4
/** Confidence is learned as well from a judge that has gone fewer rounds. */
const roundsOfJudge = 0.4
/** One job in this many is unknown to the model that is calibrated on: so confidence learns what the unheard-of looks like. */
const unknownEvery = 8

/** Trains the classifier on one core; deterministic. The examples are copied into flat arrays, so it runs as well in a worker. */
export function trainModel(sentences: readonly TrainingSentence[], options: TrainingOptions = {}): Model {
  const settings = { ...defaults, ...effortFor(sentences.length), ...options }
  const jobs = [...new Set(sentences.map((sentence) => sentence.job))].sort()
  const languages = [...new Set(sentences.map((sentence) => sentence.language))].sort()
  const bare = fitModel(sentences, jobs, languages, settings)
  const held = holdOut(sentences, jobs, settings.strangeJob)
  const measured = jobs.length > 1 && held.measure.length > 0
  if (!measured) return bare
  const judge = fitModel(held.train, held.jobs, [], { ...settings, epochs: Math.ceil(settings.epochs * roundsOfJudge) })
  const calibration = calibrateOn(judge, held.measure)
  const calibrated = { ...judge, calibration }
  const confidences = held.measure.map((sentence) => {
    const [best] = predict(calibrated, sentence.words).guesses
    return { confidence: best?.confidence ?? 0, right: best?.job === sentence.job }
  })
  return modelOf({ ...bare, calibration, threshold: Math.min(evenOdds, thresholdKeeping(settings.keep, confidences)) })
}

function fitModel(
  sentences: readonly TrainingSentence[],
  jobs: readonly Job[],
  languages: readonly LanguageTag[],
  settings: Settings,
): Model {
  const known = knownWordsOf(sentences)
  const grams = sentences.map((sentence) => gramsOf(sentence.words, (hash) => known.has(hash)))
  const features = fitFeatures(grams, settings.leastSentences)
  const svm = { ...settings, random: seededRandom(settings.seed) }
  const ofJobs = trainSvms(features.matrix, placesOf(sentences, 'job', jobs), jobs.length, svm)
  const ofLanguages = trainSvms(features.matrix, placesOf(sentences, 'language', languages), languages.length, {
    ...svm,
    positiveCost: 1,
  })
  const goods = new Set(settings.goodsStems)
  return modelOf({
    jobs,
    languages,
    strangeJob: settings.strangeJob,
    spellings: settings.spellings,
    ...quantise(features, [...ofJobs, ...ofLanguages]),
    knownWords: Uint32Array.from(known).sort(),
    wishWords: hashesOf(wishWordsOf(sentences, goods)),
    goodsStems: hashesOf(goods),
    calibration: uncalibrated,
    threshold: 0,
  })
}

/** For each sentence, at which place of the list its own job or language stands. */
function placesOf(sentences: readonly TrainingSentence[], of: 'job' | 'language', list: readonly string[]): Int32Array {
  const places = new Map(list.map((name, at) => [name, at]))
  return Int32Array.from(sentences, (sentence) => places.get(sentence[of]) ?? -1)
}

const hashesOf = (words: Iterable<string>): Uint32Array => Uint32Array.from(new Set([...words].map(wordHash))).sort()

const uncalibrated = { best: { offset: 0, margin: 3, lead: 1, known: 0, strange: 0 }, any: { offset: 0, slope: 3 } }

function holdOut(sentences: readonly TrainingSentence[], jobs: readonly Job[], strangeJob: Job) {
  const unknown = new Set(
    jobs.length > unknownEvery ? jobs.filter((job, at) => at % unknownEvery === 3 && job !== strangeJob) : [],
  )
  const seen = new Map<Job, number>()
  const train: TrainingSentence[] = []
  const measure: TrainingSentence[] = []
  for (const sentence of sentences) {
    const count = seen.get(sentence.job) ?? 0
    seen.set(sentence.job, count + 1)
    if (count % heldOutEvery === heldOutEvery - 1) measure.push(sentence)
    else if (!unknown.has(sentence.job)) train.push(sentence)
  }
  return { train, measure, jobs: jobs.filter((job) => !unknown.has(job)) }
}

function calibrateOn(model: Model, sentences: readonly TrainingSentence[]) {
  const heldOut: HeldOut[] = []
  const margins: HeldOutMargin[] = []
  for (const sentence of sentences) {
    const { guesses, known, strange } = predict(model, sentence.words)
    const [best, next] = guesses
    if (!best) continue
    heldOut.push({
      best: best.margin,
      next: next?.margin ?? best.margin - 1,
      known,
      strange: best.job === model.strangeJob ? -1 : strange,
      right: best.job === sentence.job,
    })
    for (const guess of guesses) margins.push({ margin: guess.margin, right: guess.job === sentence.job })
  }
  return calibrate(heldOut, margins)
}
