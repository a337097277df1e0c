import { type CsvError, type Parser, parse } from 'csv-parse'
import { broken, fieldName, longestRow, type ReadRecord } from './record.ts'

/** CSV or TSV with a header row. A row with too many or too few cells is read as far as it goes. */
export async function* tableRecords(opening: string, chunks: AsyncIterable<string>): AsyncGenerator<ReadRecord> {
  const reader = new RowReader(delimiterOf(opening))
  try {
    for await (const chunk of oneKindOfBreak(chunks)) {
      await reader.write(chunk)
      yield* reader.take()
      if (reader.stopped) return
    }
    await reader.end()
    yield* reader.take()
  } finally {
    reader.destroy()
  }
}

class RowReader {
  stopped = false
  readonly #parser: Parser
  #ready: ReadRecord[] = []
  #names: string[] | null = null
  #line = 0

  constructor(delimiter: string) {
    this.#parser = parse({
      delimiter,
      bom: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: longestRow,
      on_record: (cells: string[], { lines }) => this.#row(cells, lines),
    })
    // What goes wrong comes back from `write`; without a listener it would end the process as well.
    this.#parser.on('error', () => {})
    this.#parser.resume()
  }

  write = (text: string): Promise<void> => this.#attempt((done) => this.#parser.write(text, done))
  end = (): Promise<void> => this.#attempt((done) => this.#parser.end(done))
  destroy = (): void => void this.#parser.destroy()

  take(): ReadRecord[] {
    const taken = this.#ready
    this.#ready = []
    return taken
  }

  /** Returns null: the parser is to keep nothing. */
  #row(cells: string[], lastLine: number): null {
    const line = lastLine - cells.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0)
    this.#line = lastLine
    if (this.stopped) return null
    if (this.#names) this.#ready.push({ line, fields: fieldsOf(this.#names, cells) })
    else {
      this.#names = cells.map(fieldName)
      const sentence = 'The first line has to name the columns, with "id" among them.'
      if (!this.#names.includes('id')) this.#stop(line, 'feed.header', sentence)
    }
    return null
  }

  #attempt(run: (done: (error?: Error | null) => void) => void): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    run((error) => {
      if (error && !isCsvError(error)) reject(error)
      else {
        if (error) this.#stop(this.#line + 1, 'feed.malformed', sentenceOf(error))
        resolve()
      }
    })
    return promise
  }

  #stop(line: number, code: string, message: string): void {
    if (!this.stopped) this.#ready.push(broken(line, code, message))
    this.stopped = true
  }
}

const sentenceOf = (error: CsvError): string =>
  error.code === 'CSV_MAX_RECORD_SIZE'
    ? 'The row that begins here is too large, or a quotation mark in it is never closed.'
    : `The table can't be read on: ${error.message}`

/** Every line break as a line feed, so that lines can be counted. */
async function* oneKindOfBreak(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let held = ''
  for await (const chunk of chunks) {
    const text = held + chunk
    held = text.endsWith('\r') ? '\r' : ''
    yield (held ? text.slice(0, -1) : text).replace(/\r\n?/g, '\n')
  }
  if (held) yield '\n'
}

function fieldsOf(names: readonly string[], cells: readonly string[]): Map<string, string[]> {
  const fields = new Map<string, string[]>()
  cells.forEach((cell, at) => {
    const name = names[at]
    if (!name || cell.trim() === '') return
    const values = fields.get(name)
    // Where a column can hold several values they are told apart by commas, and quoted where a value has one itself.
    if (values) values.push(cell)
    else fields.set(name, [cell])
  })
  return fields
}

const delimiters = ['\t', ';', ',', '|'] as const

/** The separator that the header line has most of. */
function delimiterOf(opening: string): string {
  const [header = ''] = opening.replace(/^[\uFEFF\s]+/, '').split(/\r?\n|\r/, 1)
  const counts = delimiters.map((mark) => ({ mark, count: header.split(mark).length }))
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark
}

const isCsvError = (error: unknown): error is CsvError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('CSV_')
