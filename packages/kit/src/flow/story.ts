import { type Command, command, type Said } from '@parley/contracts'

/** A line of a story: something done by the shopper or the world, or something that must now hold. */
export type StoryLine =
  | { kind: 'say'; line: number; said: Said; commands: Command[] | null }
  | { kind: 'pick'; line: number; label: string }
  | { kind: 'given'; line: number; what: string }
  | {
      kind: 'expect'
      line: number
      what: 'bot' | 'not_bot' | 'awaits' | 'cart' | 'order' | 'handed_over'
      value: string
    }

/**
 * Reads a story. See `packages/kit/src/flow/README.md` for its lines.
 * @example
 * parseStory('shopper: a lamp please [start find_product query=lamp]\nbot ~ I found\nawaits: nothing')
 */
export function parseStory(text: string): StoryLine[] {
  return text.split('\n').flatMap((raw, index) => {
    const line = raw.trim()
    return line === '' || line.startsWith('#') ? [] : [parseLine(line, index + 1)]
  })
}

function parseLine(text: string, line: number): StoryLine {
  const shopper = /^shopper:\s*(.*?)\s*(?:\[(.*)\])?$/.exec(text)
  if (shopper !== null) {
    const commands =
      shopper[2] === undefined ? null : shopper[2].split(';').map((each) => parseCommand(each.trim(), line))
    return { kind: 'say', line, said: { type: 'text', text: shopper[1] ?? '' }, commands }
  }
  const [, key = '', value = ''] = /^([a-z ]+?)\s*(?::|(?=!?~))\s*(.*)$/.exec(text) ?? []
  switch (key) {
    case 'tap':
      return { kind: 'say', line, said: { type: 'click', action: value }, commands: null }
    case 'pick':
      return { kind: 'pick', line, label: value }
    case 'form':
      return { kind: 'say', line, said: parseForm(value), commands: null }
    case 'given':
      return { kind: 'given', line, what: value }
    case 'bot':
      return value.startsWith('!~')
        ? { kind: 'expect', line, what: 'not_bot', value: value.slice(2).trim() }
        : { kind: 'expect', line, what: 'bot', value: value.replace(/^~\s*/, '') }
    case 'awaits':
    case 'cart':
    case 'order':
      return { kind: 'expect', line, what: key, value }
    case 'handed over':
      return { kind: 'expect', line, what: 'handed_over', value }
    default:
      throw new Error(`Line ${line} of the story says nothing known: ${text}`)
  }
}

/** `checkout:details name=Anna Berg; email=anna@example.com` */
function parseForm(text: string): Said {
  const [id = '', ...rest] = text.split(' ')
  const pairs = rest
    .join(' ')
    .split(';')
    .map((each) => each.split('='))
  const values = Object.fromEntries(pairs.map(([name = '', ...value]) => [name.trim(), value.join('=').trim()]))
  return { type: 'form', id, values }
}

/** `start find_product query=lamp colour="light blue"` · `set email anna@example.com` · `choose 2` · `confirm` · `cancel` */
function parseCommand(text: string, line = 1): Command {
  const [type = '', ...rest] = text.match(/"[^"]*"|\S+="[^"]*"|\S+/g) ?? []
  const parsed = command.safeParse(commandOf(type, rest))
  if (!parsed.success) throw new Error(`Line ${line} of the story holds no command: [${text}]`)
  return parsed.data
}

function commandOf(type: string, rest: string[]): unknown {
  const [first = '', ...others] = rest
  switch (type) {
    case 'start':
      return { type, flow: '', job: first, slots: Object.fromEntries(others.map(slotOf)) }
    case 'set':
    case 'correct':
      return { type, slot: first, value: readValue(others.join(' ')) }
    case 'choose':
      return first === 'all'
        ? { type, all: true }
        : /^-?\d+$/.test(first)
          ? { type, position: Number(first) }
          : { type, value: first }
    case 'confirm':
      return first === '' ? { type } : { type, proposal: first }
    case 'clarify':
      return { type, jobs: rest }
    case 'hand_over':
      return { type, reason: first }
    default:
      return { type }
  }
}

function slotOf(pair: string): [string, unknown] {
  const at = pair.indexOf('=')
  return [pair.slice(0, at), readValue(pair.slice(at + 1))]
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
