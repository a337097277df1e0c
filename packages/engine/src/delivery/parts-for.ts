import type { Choice, Content } from '@parley/contracts'
import type { Capabilities } from '@parley/sdk'
import { measure, splitText } from './split-text.ts'

export interface Part {
  content: Content
  /** Always within the channel's length. */
  text: string
}

/**
 * What of a message a channel can show: itself where the channel knows its kind and it fits, else its telling as text, cut to length.
 * What can be picked is numbered in the telling. A note for the desk has no part that is sent.
 */
export function partsFor(message: { content: Content; text: string }, capabilities: Capabilities): Part[] {
  const { content, text } = message
  if (content.type === 'note') return []
  const { max, unit } = capabilities.text
  if (content.type !== 'text' && measure(text, unit) <= max && isShown(content, capabilities))
    return [{ content, text }]
  return splitText(text, max, unit).map((piece) => ({ content: { type: 'text', text: piece }, text: piece }))
}

function isShown(content: Content, capabilities: Capabilities): boolean {
  const { max, label } = capabilities.choices
  return (
    capabilities.content.includes(content.type) &&
    pickable(content).every(
      (choices) =>
        choices.length <= max && choices.every((each) => measure(each.label, capabilities.text.unit) <= label),
    )
  )
}

/** The buttons of a content, list by list. */
function pickable(content: Content): readonly (readonly Choice[])[] {
  switch (content.type) {
    case 'choices':
      return [content.choices]
    case 'product':
    case 'cart':
    case 'call':
      return [content.actions]
    case 'carousel':
      return content.cards.map(({ actions }) => actions)
    default:
      return []
  }
}
