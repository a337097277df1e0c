/** How much a field counts, and how much its length is held against it. */
export interface FieldWeight {
  boost: number
  lengthMatters: number
}

const saturation = 0.9
/** A part of a compound counts less than the word itself: "bord" in "matbord". */
const headOfCompound = 0.6
const restOfCompound = 0.3

interface Postings {
  documents: number[]
  weights: number[]
}

/**
 * Okapi BM25 over weighted fields (BM25F) of documents in one language. Documents are numbers that only grow; one that is
 * replaced is put again under a new number and the old one is ignored by whoever asks. Knows nothing of products.
 */
export class TextIndex {
  readonly postings = new Map<string, Postings>()
  size = 0
  readonly #fields: readonly FieldWeight[]
  readonly #split: ((stem: string, vocabulary: ReadonlyMap<string, unknown>) => readonly string[]) | null
  readonly #averages: number[]
  readonly #splits = new Map<string, readonly string[]>()

  constructor(
    fields: readonly FieldWeight[],
    split: ((stem: string, vocabulary: ReadonlyMap<string, unknown>) => readonly string[]) | null = null,
  ) {
    this.#fields = fields
    this.#split = split
    this.#averages = fields.map(() => 1)
  }

  /** Adds documents, each a list of stems per field. The first batch settles what an average length is, so it should be the largest. */
  add(documents: readonly { number: number; fields: readonly (readonly string[])[] }[]): void {
    if (this.size === 0) this.#measure(documents)
    // Compounds are taken apart by words that the catalogue itself uses, so these are gathered first.
    for (const { fields } of documents) {
      for (const stems of fields)
        for (const stem of stems) if (!this.postings.has(stem)) this.postings.set(stem, none())
    }
    for (const { number, fields } of documents) this.#put(number, fields)
    this.size += documents.length
  }

  frequency(stem: string): number {
    return this.postings.get(stem)?.documents.length ?? 0
  }

  rarity(stem: string): number {
    const count = this.frequency(stem)
    return Math.log(1 + (this.size - count + 0.5) / (count + 0.5))
  }

  #measure(documents: readonly { fields: readonly (readonly string[])[] }[]): void {
    this.#fields.forEach((_, at) => {
      const filled = documents.filter(({ fields }) => (fields[at]?.length ?? 0) > 0)
      const total = filled.reduce((sum, { fields }) => sum + (fields[at]?.length ?? 0), 0)
      this.#averages[at] = Math.max(1, total / Math.max(1, filled.length))
    })
  }

  #put(number: number, fields: readonly (readonly string[])[]): void {
    const weights = new Map<string, number>()
    fields.forEach((stems, at) => {
      const field = this.#fields[at]
      if (!field || stems.length === 0) return
      const length = stems.length / (this.#averages[at] ?? 1)
      const unit = field.boost / (1 - field.lengthMatters + field.lengthMatters * length)
      for (const stem of stems) {
        weights.set(stem, (weights.get(stem) ?? 0) + unit)
        if (!this.#split) continue
        const parts = this.#partsOf(stem)
        parts.forEach((part, place) => {
          const share = place === parts.length - 1 ? headOfCompound : restOfCompound
          weights.set(part, (weights.get(part) ?? 0) + unit * share)
        })
      }
    })
    for (const [stem, weight] of weights) {
      const list = this.postings.get(stem) ?? none()
      this.postings.set(stem, list)
      list.documents.push(number)
      list.weights.push(weight / (weight + saturation))
    }
  }

  #partsOf(stem: string): readonly string[] {
    const known = this.#splits.get(stem)
    if (known) return known
    const parts = this.#split?.(stem, this.postings) ?? []
    this.#splits.set(stem, parts)
    return parts
  }
}

const none = (): Postings => ({ documents: [], weights: [] })
