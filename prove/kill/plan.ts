import { seeded } from './random.ts'

export const phases = ['accept', 'turn', 'commit', 'send', 'pay'] as const
export type Phase = (typeof phases)[number]

export interface Fault {
  phase: Phase
  at: number
  moment: 'before' | 'during' | 'after'
}

export interface Round {
  /** Where the server kills itself; null: at any moment, by the clock. `mail`: when a mail is taken and not yet acknowledged. */
  fault: Fault | 'mail' | null
  afterMs: number
  /** Postgres is killed too: before the server, or after it. */
  postgres: 'before' | 'after' | null
}

const inEachPhase = 8
const anyMoment = 10
const withPostgres = 10

/** Fifty kills: eight inside each phase, ten at any moment; ten of them take Postgres along. The same seed is the same plan. */
export function planOf(seed: number): Round[] {
  const random = seeded(seed)
  const rounds: Round[] = []
  for (const phase of phases)
    for (let count = 0; count < inEachPhase; count++)
      rounds.push({
        fault: phase === 'send' && count < 3 ? 'mail' : faultIn(phase, random),
        afterMs: random.between(50, 900),
        postgres: null,
      })
  for (let count = 0; count < anyMoment; count++)
    rounds.push({ fault: null, afterMs: random.between(100, 2_500), postgres: null })
  const shuffled = rounds.map((round) => ({ round, at: random.next() })).toSorted((one, other) => one.at - other.at)
  return shuffled.map(({ round }, at) => ({
    ...round,
    postgres:
      at % (shuffled.length / withPostgres) === 0
        ? round.fault === null && random.chance(0.5)
          ? 'before'
          : 'after'
        : null,
  }))
}

/** Later statements of a phase belong to later conversations, so that a kill also falls between two of them. */
export const faultIn = (phase: Phase, random: ReturnType<typeof seeded>): Fault => ({
  phase,
  at: random.between(1, 30),
  moment: random.pick(['before', 'during', 'after']),
})
