import type { Command } from '@parley/contracts'
import { phraseAt } from '../words/phrase-table.ts'
import { flowOfJob, type Message } from './message.ts'

/** Entities that say by themselves which answer they replace. */
const telling = new Set(['email', 'phone', 'order_number'])

/** "actually two", "no, I meant blue", or an e-mail address while the name is asked: earlier answers said anew. */
export function correctionOf(message: Message): Command[] {
  const { context, sentence } = message
  const flow = context.flows.find((one) => one.id === (context.awaiting?.flow ?? context.runningFlow))
  if (!flow) return []
  const corrects = opensAsCorrection(message)
  const [best] = message.guesses
  const elsewhere = best && best.confidence >= 0.85 ? flowOfJob(context, best.job) : undefined
  if (elsewhere && elsewhere.id !== flow.id && !corrects) return []
  const commands: Command[] = []
  for (const found of sentence.found) {
    if (found.negated || !(corrects || telling.has(found.type))) continue
    const slot = slotFor(flow.slots, found.type)
    if (slot && !commands.some((command) => command.type === 'correct' && command.slot === slot))
      commands.push({ type: 'correct', slot, value: found.value })
  }
  return commands.slice(0, 3)
}

function slotFor(slots: Readonly<Record<string, { type: string }>>, type: string): string | null {
  if (Object.hasOwn(slots, type)) return type
  const ofType = Object.entries(slots).filter(([, slot]) => slot.type === type)
  const [only] = ofType
  return only && ofType.length === 1 ? only[0] : null
}

/** Within the first words: "no, actually", "sorry, I meant", "hups, siis". */
function opensAsCorrection({ sentence }: Message): boolean {
  const { tokens, language } = sentence
  for (let at = 0; at < Math.min(3, tokens.length); at++) {
    if (phraseAt(language.words.instead, tokens, at)) return true
  }
  return false
}
