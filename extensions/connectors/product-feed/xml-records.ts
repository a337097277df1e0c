import { SaxesParser } from 'saxes'
import { broken, fieldName, longestRow, type ReadRecord } from './record.ts'

/** Deeper than any product feed goes. */
const deepest = 24
const stepSize = 16 * 1024

/** `<item>` of RSS and `<entry>` of Atom, with or without the `g:` prefix, one at a time. Of entities only the five of XML are expanded. */
export async function* xmlRecords(chunks: AsyncIterable<string>): AsyncGenerator<ReadRecord> {
  const reader = new ItemReader()
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += stepSize) {
      reader.write(chunk.slice(at, at + stepSize))
      yield* reader.take()
      if (reader.stopped) return
    }
  }
  reader.close()
  yield* reader.take()
}

class ItemReader {
  stopped = false
  readonly #parser = new SaxesParser({ fragment: false })
  readonly #path: string[] = []
  #ready: ReadRecord[] = []
  #item: { line: number; depth: number; fields: Map<string, string[]>; fault: string | null } | null = null
  /** All text of the field, and that of the innermost element alone. */
  #text = ''
  #inner = ''
  #detail: Record<string, string> = {}
  #sinceRow = 0

  constructor() {
    this.#parser.on('doctype', (text) => {
      if (text.includes('[')) this.#stop('feed.doctype', 'A product feed may not declare entities of its own.')
    })
    this.#parser.on('opentag', (tag) => this.#open(tag.name))
    this.#parser.on('closetag', () => this.#close())
    this.#parser.on('text', (text) => this.#add(text))
    this.#parser.on('cdata', (text) => this.#add(text))
    this.#parser.on('error', (error) => this.#fault(error.message))
  }

  write(text: string): void {
    this.#parser.write(text)
    this.#sinceRow += text.length
    if (this.#sinceRow > longestRow * 2) {
      this.#stop('row.too_large', 'A row of the feed is too large, or the feed holds no items.')
    }
  }

  close(): void {
    const open = this.#path.length > 0 && this.#path[0]
    const line = this.#parser.line
    this.#parser.on('error', () => {})
    this.#parser.close()
    if (open) this.#ready.push(broken(line, 'feed.cut_short', `The feed ends before <${open}> is closed.`))
    else if (this.#sinceRow > 0 && !this.#anything) {
      this.#ready.push(broken(line, 'feed.empty', 'The feed holds no <item> and no <entry>.'))
    }
  }

  take(): ReadRecord[] {
    const taken = this.#ready
    this.#ready = []
    return taken
  }

  #anything = false

  #open(name: string): void {
    this.#path.push(name)
    if (this.#path.length > deepest) this.#stop('feed.too_deep', 'The feed is nested too deeply.')
    const field = fieldName(name)
    if (!this.#item && (field === 'item' || field === 'entry')) {
      this.#anything = true
      this.#item = { line: this.#parser.line, depth: this.#path.length, fields: new Map(), fault: null }
    }
    if (this.#item && this.#path.length === this.#item.depth + 1) {
      this.#detail = {}
      this.#text = ''
    }
    this.#inner = ''
  }

  #add(text: string): void {
    if (!this.#item || this.#text.length > longestRow) return
    this.#text += text
    this.#inner += text
  }

  #close(): void {
    const item = this.#item
    const depth = this.#path.length
    const name = fieldName(this.#path.pop() ?? '')
    if (!item || this.stopped) return
    if (depth === item.depth) {
      this.#item = null
      this.#sinceRow = 0
      this.#ready.push(
        item.fault
          ? { line: item.line, problem: { line: item.line, code: 'row.malformed', message: item.fault } }
          : { line: item.line, fields: item.fields },
      )
    } else if (depth === item.depth + 1) this.#keep(item.fields, name)
    else if (depth === item.depth + 2) this.#detail[name] = this.#inner.trim()
  }

  #keep(fields: Map<string, string[]>, name: string): void {
    const { section_name, attribute_name, attribute_value } = this.#detail
    // Shipping and its like have parts; a description may hold markup that nobody escaped.
    const nested = name !== 'description' && name !== 'title' && Object.keys(this.#detail).length > 0
    const value = attribute_name ? [section_name ?? '', attribute_name, attribute_value ?? ''].join(':') : this.#text
    if ((nested && !attribute_name) || value.trim() === '') return
    const values = fields.get(name)
    if (values) values.push(value)
    else fields.set(name, [value])
  }

  /** A stray ampersand spoils no row; a tag that closes another does. */
  #fault(message: string): void {
    if (/entit|ampersand|disallowed character/i.test(message)) return
    if (this.#item) this.#item.fault ??= `The XML is not well formed: ${message}`
  }

  #stop(code: string, message: string): void {
    if (this.stopped) return
    this.stopped = true
    this.#ready.push(broken(this.#parser.line, code, message))
  }
}
