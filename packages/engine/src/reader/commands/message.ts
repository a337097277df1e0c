import type { Job } from '@parley/contracts'
import type { Sentence } from '../entities/sentence.ts'
import type { Guess } from '../model/predict.ts'
import type { ReaderContext, ReaderFlow } from '../reader-context.ts'

/** A message, or one wish of it, with all that is known when commands are made of it. */
export interface Message {
  sentence: Sentence
  /** Best first. */
  guesses: readonly Guess[]
  context: ReaderContext
  /** What each word means, slips mended. */
  meanings: readonly (readonly string[])[]
  /** Below this the best job is none. */
  threshold: number
  /** Words that wishes are made of, as far as training showed: not what is searched for. */
  isWishWord: (lower: string) => boolean
  /** Words of the shop's catalogue, also where they name no single thing. */
  isGoodsWord: (lower: string) => boolean
}

export const flowOfJob = (context: ReaderContext, job: Job): ReaderFlow | undefined =>
  context.flows.find((flow) => Object.hasOwn(flow.jobs, job))

export const isQuestion = (context: ReaderContext, job: Job): boolean =>
  flowOfJob(context, job)?.jobs[job]?.question === true

/** The best job if it is sure enough. */
export function sureJob({ guesses }: Message, least: number): Guess | null {
  const [best] = guesses
  return best && best.confidence >= least ? best : null
}
