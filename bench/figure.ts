/** One number that we publish; see DESIGN for the ids. */
export interface Figure {
  id: string
  value: number
  unit: string
  /** What ran beside it in the same run. */
  beside?: Record<string, number>
  note?: string
}

/** The bench can't run here: it says so in a sentence and the runner exits with 2. */
export class MissingData extends Error {}
