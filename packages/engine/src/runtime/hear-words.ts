import type { Choice, Command } from '@parley/contracts'
import { act } from './actions.ts'
import { advance } from './advance.ts'
import { answer } from './answering.ts'
import { matchOption, optionAt, optionSpokenOf, takesAnyWords } from './answers.ts'
import { obey } from './commands.ts'
import { flowOf, ownText, type Run, speak, topFrame } from './run.ts'
import { optionMeant, optionsOf } from './slots.ts'
import { tellsLanguage } from './spoken-language.ts'
import type { Frame } from './state.ts'
import { allButCertain, sureEnough } from './wishes.ts'

/** So many words may be an answer and nothing else. */
const mostWords = 4
/** What is obeyed whatever the question was. */
const waysOut: ReadonlySet<string> = new Set(['cancel', 'skip', 'back', 'hand_over'])

/** Words are obeyed as they were read; a label, a number or a few words that fit the open question need no reading. */
export async function hearWords(run: Run, text: string): Promise<void> {
  switchLanguage(run, text)
  if ((await pickedByWords(run, text)) || (await saidFreely(run, text))) return
  if (startsWithYes(run, text)) return await obey(run, { type: 'confirm' }, true)
  const mail = otherMail(run, text)
  if (mail !== null) return await obey(run, mail, true)
  const commands: Command[] = isMailAlone(text) ? [] : (run.reading?.commands ?? [])
  const heard: Command[] =
    (await changedByWords(run, text)) ?? (commands.length === 0 ? [{ type: 'not_understood' }] : commands)
  for (const [index, command] of joined(heard).entries()) {
    if (run.outcome === 'handed_over') return
    await obey(run, command, index === 0)
  }
  await advance(run)
}

/**
 * "The delivery was slow", said to "What should others know?", is what others should know and no question about delivery. A way out is
 * still one, and so are a question and a short wish that is all but certain.
 */
async function saidFreely(run: Run, text: string): Promise<boolean> {
  const frame = topFrame(run)
  if (frame?.waiting?.for !== 'slot' || frame.paused || text.includes('?')) return false
  const { slot } = frame.waiting
  if (flowOf(run, frame).slots[slot]?.isFree !== true || run.reading === null) return false
  const { commands, confidence } = run.reading
  if (commands.some(({ type }) => waysOut.has(type))) return false
  const isShort = text.trim().split(/\s+/).length <= mostWords
  if (
    isShort &&
    (confidence >= allButCertain || commands.some(({ type }) => ['deny', 'confirm', 'greet'].includes(type)))
  )
    return false
  run.commands.push({ type: 'set', slot, value: text })
  await answer(run, frame, slot, text)
  return true
}

/** "Wrong address, it is anna@shop.example", said when the address was told before, is a correction, however much it sounds like a no. */
function otherMail(run: Run, text: string): Command | null {
  const frame = topFrame(run)
  const address = /[^\s@,;<>]+@[^\s@,;<>]+\.[a-z]{2,}/i.exec(text)?.[0].toLowerCase()
  if (!frame?.waiting || frame.paused || address === undefined) return null
  // What was read as an answer is one: "T-10042, anna@shop.example".
  if (run.reading?.commands.some(({ type }) => type === 'set' || type === 'correct')) return null
  const { slots } = flowOf(run, frame)
  const awaited = frame.waiting.for === 'slot' ? slots[frame.waiting.slot] : undefined
  if (awaited !== undefined && (awaited.type === 'email' || takesAnyWords(awaited.type))) return null
  const slot = Object.entries(slots).find(([, { type }]) => type === 'email')?.[0]
  const told = slot === undefined ? undefined : frame.slots[slot]
  return slot === undefined || told === address ? null : { type: 'correct', slot, value: address }
}

/** An e-mail address and nothing else is an answer, never a yes, whatever its letters remind of. */
const isMailAlone = (text: string): boolean => /^\s*[^\s@,;<>]+@[^\s@,;<>]+\.[a-z]{2,}\s*$/i.test(text)

/** "Yes, order it": to an offer on the table that is a yes, though "order it" alone may be read as a wish to check out. */
function startsWithYes(run: Run, text: string): boolean {
  const frame = topFrame(run)
  if (frame?.waiting?.for !== 'proposal' || frame.paused) return false
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const yes = ownText(run, 'runtime.yes').toLowerCase()
  const job = run.reading?.job ?? null
  return (
    words[0] === yes &&
    words.length <= 3 &&
    (job === null || job === 'affirm' || Object.hasOwn(flowOf(run, frame).jobs, job))
  )
}

/** "A gift, under 100 euros" is one search, though two wishes were read: the narrowing goes into it. */
function joined(commands: Command[]): Command[] {
  const kept: Command[] = []
  for (const command of commands) {
    const before = kept.at(-1)
    const narrows = command.type === 'start' && command.job === 'refine_search' && before?.type === 'start'
    if (narrows && before.flow === command.flow) {
      kept.splice(-1, 1, { ...before, slots: { ...command.slots, ...before.slots } })
    } else kept.push(takenToo(command, before) ?? command)
  }
  return kept
}

/** "I'll take the vase, and also the Klang speaker": what is named beside something that is taken is taken too. */
function takenToo(command: Command, before: Command | undefined): Command | null {
  if (before?.type !== 'start' || before.job !== 'add_to_cart') return null
  if (command.type !== 'start' || command.job !== 'find_product' || typeof command.slots.product !== 'string')
    return null
  return { ...before, slots: command.slots }
}

/** The very label of an option, or the number it was listed under, needs no reading. */
async function pickedByWords(run: Run, text: string): Promise<boolean> {
  const frame = topFrame(run)
  const number = /^\s*(\d{1,2})\s*[.)]?\s*$/.exec(text)?.[1]
  if (number !== undefined && (await takesNumbers(run))) return false
  const offered =
    number === undefined ? sameLabel(run.state.offered, text) : optionAt(run.state.offered, Number(number))
  if (offered !== null && (number !== undefined || frame?.waiting)) {
    await act(run, offered.value)
    return true
  }
  if (frame?.waiting?.for !== 'slot' || frame.paused) return false
  const definition = flowOf(run, frame).slots[frame.waiting.slot]
  if ((definition?.type === 'name' && text.includes('@')) || (definition?.type === 'email' && isMailAlone(text))) {
    await answer(run, frame, frame.waiting.slot, text)
    return true
  }
  const options = definition === undefined ? [] : await optionsOf(run, frame, definition)
  const option = number === undefined ? sameLabel(options, text) : matchOption(options, text)
  if (option === null) return await pickedInFewWords(run, frame, frame.waiting.slot, text)
  await answer(run, frame, frame.waiting.slot, option.value)
  return true
}

/** "Pickup": a few words that mean an option of the open question, where the reader is not all but certain of something else. */
async function pickedInFewWords(run: Run, frame: Frame, slot: string, text: string): Promise<boolean> {
  const definition = flowOf(run, frame).slots[slot]
  const few = text.trim().split(/\s+/).length <= mostWords && !text.includes('?')
  if (definition === undefined || !few || isSure(run)) return false
  if ((run.reading?.confidence ?? 0) >= allButCertain && !isBareSearch(run, text)) return false
  const option = await optionMeant(run, frame, definition, text)
  if (option === null) return false
  run.commands.push({ type: 'set', slot, value: option.value })
  await answer(run, frame, slot, option.value)
  return true
}

/** "Home", said to "how shall it come?", is looked for only where it answers nothing, though there be things for the home. */
const isBareSearch = (run: Run, text: string): boolean =>
  text.trim().split(/\s+/).length <= 2 &&
  run.reading?.commands.every((each) => each.type === 'start' && searching.has(each.job)) === true

const searching: ReadonlySet<string> = new Set(['find_product', 'refine_search'])

/** Did the reader make out an answer, a yes, a no, a way out? Those are not guessed over. */
function isSure(run: Run): boolean {
  const unsure = ['start', 'not_understood', 'clarify', 'choose']
  return run.reading?.commands.some((each) => !unsure.includes(each.type) && !isWholeSentence(run, each)) ?? false
}

/** A question for words takes any: that is no sign of having understood them. An e-mail address is one, though nothing else be said. */
function isWholeSentence(run: Run, command: Command): boolean {
  if (command.type !== 'set' || run.said?.type !== 'text' || command.value !== run.said.text.trim()) return false
  const frame = topFrame(run)
  const definition = frame === null ? undefined : flowOf(run, frame).slots[command.slot]
  return definition === undefined || takesAnyWords(definition.type)
}

/**
 * Words that speak of another option than the one chosen earlier change it, unless the reader is sure of something else: it knows only the
 * options of the question that is open.
 */
async function changedByWords(run: Run, text: string): Promise<Command[] | null> {
  const frame = topFrame(run)
  if (!frame?.waiting || frame.paused || (run.reading?.confidence ?? 0) >= sureEnough) return null
  if (isSure(run) && !isHalfRefused(run, text)) return null
  const awaited = frame.waiting.for === 'slot' ? frame.waiting.slot : null
  for (const [slot, definition] of Object.entries(flowOf(run, frame).slots)) {
    // With an offer on the table all has been chosen; before, only what was.
    if (slot === awaited || (awaited !== null && frame.slots[slot] === undefined)) continue
    const options = await optionsOf(run, frame, definition)
    if (options.length < 2) continue
    const option = optionSpokenOf(options, text) ?? (await optionMeant(run, frame, definition, text))
    if (option !== null && option.value !== frame.slots[slot]) return [{ type: 'correct', slot, value: option.value }]
  }
  return null
}

/** "I'd rather fetch it myself" may sound like a no; said in so many words, and read so unsurely, it is looked at for what else it says. */
const isHalfRefused = (run: Run, text: string): boolean =>
  text.trim().split(/\s+/).length >= 3 &&
  run.reading?.commands.every(({ type }) => type === 'deny' || type === 'cancel') === true

/** Is a bare number the answer itself: how many, which code? */
async function takesNumbers(run: Run): Promise<boolean> {
  const frame = topFrame(run)
  if (frame?.waiting?.for !== 'slot' || frame.paused) return false
  const definition = flowOf(run, frame).slots[frame.waiting.slot]
  if (definition === undefined) return false
  const options = await optionsOf(run, frame, definition)
  if (options.some((each) => each.label.trim() === (run.said?.type === 'text' ? run.said.text.trim() : ''))) return true
  return options.length === 0 && !['yes_no', 'choice'].includes(definition.type)
}

const sameLabel = (options: readonly Choice[], text: string): Choice | null => {
  const said = text.trim().toLowerCase()
  return options.find((each) => each.label.trim().toLowerCase() === said) ?? null
}

function switchLanguage(run: Run, text: string): void {
  if (
    run.reading !== null &&
    tellsLanguage(run.reading, text) &&
    run.input.shop.languages.includes(run.reading.language)
  ) {
    speak(run, run.reading.language)
  }
}
