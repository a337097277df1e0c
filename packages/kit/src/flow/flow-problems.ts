import { runtimeTexts } from '@parley/engine'
import type { FlowDefinition, Next, Step } from '@parley/sdk'
import type { FoundFlow } from './find-flows.ts'

/** Texts that the runtime looks up in a flow by itself, where the flow brings them. */
const lookedUp = /^(resume|proposal\.(yes|no|reminder)|job\..+|refusal\..+|reason\..+)$/

/** What is wrong with a flow's declaration: steps that lead nowhere, slots without a question, a folder named after something else. */
export function structureProblems({ flow, folder }: FoundFlow): string[] {
  const problems: string[] = []
  if (!folder.endsWith(flow.id)) problems.push(`the folder is not named after the flow "${flow.id}"`)
  const leads = (from: string, step: string) => {
    if (!Object.hasOwn(flow.steps, step)) problems.push(`${from} leads to "${step}", which is no step`)
  }
  for (const [job, entry] of Object.entries(flow.jobs)) leads(`the job "${job}"`, entry.step)
  for (const [click, step] of Object.entries(flow.clicks ?? {})) leads(`the click "${click}"`, step)
  for (const [name, step] of Object.entries(flow.steps)) {
    for (const next of nextSteps(step)) leads(`the step "${name}"`, next)
    if ('ask' in step && !Object.hasOwn(flow.slots, step.ask))
      problems.push(`the step "${name}" asks for "${step.ask}", which is no slot`)
  }
  return problems
}

/** Texts that are said and not there, and texts that are there and never said. */
export function textProblems({ flow, texts, sources }: FoundFlow): string[] {
  const english = texts.en ?? {}
  const problems: string[] = []
  const known = (key: string) => Object.hasOwn(english, key) || Object.hasOwn(runtimeTexts, key)
  for (const [slot, definition] of Object.entries(flow.slots)) {
    for (const key of [definition.ask, definition.again]) {
      if (key !== undefined && !known(key)) problems.push(`the slot "${slot}" asks with "${key}", which is no text`)
    }
  }
  // An apostrophe in a comment would open a text that never ends.
  const source = sources
    .join('\n')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
  for (const [, key = ''] of source.matchAll(/\b(?:text|sayText)\(\s*(?:turn,\s*)?'([^']+)'/g)) {
    if (!known(key)) problems.push(`"${key}" is said and is no text`)
  }
  const literals = new Set([...source.matchAll(/'([^'\n]*)'/g)].map(([, literal = '']) => literal))
  const patterns = [...source.matchAll(/`([a-z_.]*)\$\{[^}]+\}([a-z_.]*)`/g)].map(([, before = '', after = '']) => ({
    before,
    after,
  }))
  const isSaid = (key: string) =>
    literals.has(key) ||
    lookedUp.test(key) ||
    patterns.some(({ before, after }) => before.includes('.') && key.startsWith(before) && key.endsWith(after))
  for (const key of Object.keys(english)) if (!isSaid(key)) problems.push(`the text "${key}" is never said`)
  for (const [tag, translated] of Object.entries(texts)) {
    for (const key of Object.keys(translated))
      if (!known(key)) problems.push(`"${key}" in ${tag} has no English source`)
  }
  return [...new Set(problems)]
}

/** Steps that ask, with the slot they ask for. */
export function askSteps(flow: FlowDefinition): { step: string; slot: string }[] {
  return Object.entries(flow.steps).flatMap(([step, each]) => ('ask' in each ? [{ step, slot: each.ask }] : []))
}

/** The values that the questions of a slot are worded with: `{title}`, `{count, plural, …}`. */
export function valuesAsked({ flow, texts }: FoundFlow, slot: string): string[] {
  const definition = flow.slots[slot]
  const messages = [definition?.ask, definition?.again].map((key) => texts.en?.[key ?? ''] ?? '')
  return messages.flatMap((message) => [...message.matchAll(/\{(\w+)\s*[,}]/g)].map(([, name = '']) => name))
}

/** Only what stands in the declaration: where a `do` leads is found out by running it. */
function nextSteps(step: Step): string[] {
  if ('ask' in step) return [step.next]
  return 'propose' in step ? ledTo(step.denied) : []
}

const ledTo = (next: Next): string[] => ('go' in next ? [next.go] : 'call' in next ? [next.then] : [])
