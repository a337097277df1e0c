import type { Audience, Change } from '@parley/contracts'
import { bodyOf, type ChangeRow, type MessageRow } from './change-views.ts'
import type { ConversationRow } from './conversation.ts'

/**
 * Changes that a transaction of this process has just committed, for whoever follows the conversation here: they need not be read back.
 * Other processes are woken without them, and so is everybody whose numbers do not follow on: the rows are the truth.
 */
export class FreshChanges {
  readonly #conversation: ConversationRow
  readonly #rows: readonly (ChangeRow & MessageRow)[]

  constructor(conversation: ConversationRow, rows: readonly (ChangeRow & MessageRow)[]) {
    this.#conversation = conversation
    this.#rows = rows
  }

  /** What the audience sees of them after `after`; null where something is missing between. */
  following(audience: Audience, after: number): Change[] | null {
    const number = (row: ChangeRow) => (audience === 'desk' ? row.desk_number : row.shopper_number)
    const seen = this.#rows.filter((row) => number(row) !== null)
    const [first] = seen
    if (first && (number(first) ?? 0) > after + 1) return null
    return seen
      .filter((row) => (number(row) ?? 0) > after)
      .map((row) => ({
        conversationId: this.#conversation.conversation_id,
        number: number(row) ?? 0,
        at: row.at.toISOString(),
        body: bodyOf(row, this.#conversation, audience, null),
      }))
  }
}
