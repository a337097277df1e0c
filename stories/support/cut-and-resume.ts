import type { Change } from '@parley/contracts'
import { signInAnna } from './desk.ts'
import { newVisitor, openTab, type Tab } from './shopper-socket.ts'

export interface Cut {
  url: string
  widgetKey: string
  /** How long the socket stays cut, after Anna's last deed. */
  away: () => Promise<void>
  /** How often she writes, edits and deletes meanwhile. */
  rounds?: number
}

/**
 * A shopper's socket is cut while Anna writes, edits and deletes; then she resumes after the last change she saw, as the widget does.
 * Answers what was wrong: nothing, where everything came once, in order, and no deleted or overwritten word was shown.
 */
export async function cutAndResume({ url, widgetKey, away, rounds = 3 }: Cut): Promise<string[]> {
  const [visitor, anna] = [await newVisitor(url, widgetKey), await signInAnna(url)]
  const before = await openTab(url, visitor.token)
  const { conversationId: id } = await before.say('hello')
  await before.follow(id)
  const seenWord = await anna.reply(id, 'Anna here, in view.')
  await before.until(() => before.messages().some(({ id: known }) => known === seenWord.messageId))
  await before.close()
  const seen = before.changes()
  const after = seen.at(-1)?.number ?? 0

  const kept: string[] = []
  for (let round = 1; round <= rounds; round++) {
    const edited = await anna.reply(id, `wrong price ${round}`)
    await anna.edit(id, edited.messageId, `right price ${round}`)
    const deleted = await anna.reply(id, `never said ${round}`)
    await anna.takeBack(id, deleted.messageId)
    kept.push(edited.messageId)
  }
  await anna.takeBack(id, seenWord.messageId)
  const last = await anna.reply(id, 'That is all.')
  await away()

  const resumed = await openTab(url, visitor.token)
  await resumed.follow(id, after)
  await resumed.until(() => resumed.messages().some(({ id: known }) => known === last.messageId))
  const wrong = judge(resumed, [...seen, ...resumed.changes()], { kept, seenWord: seenWord.messageId })
  await resumed.close()
  return wrong
}

function judge(resumed: Tab, all: Change[], { kept, seenWord }: { kept: string[]; seenWord: string }): string[] {
  const wrong: string[] = []
  const numbers = all.map(({ number }) => number)
  if (numbers.some((number, at) => number !== at + 1)) wrong.push(`numbers do not follow one another: ${numbers}`)
  const told = JSON.stringify(resumed.frames)
  for (const words of ['never said', 'wrong price', 'Anna here, in view.'])
    if (told.includes(words)) wrong.push(`“${words}” was shown, which does not stand any more`)
  const messages = resumed.messages()
  if (new Set(messages.map(({ id }) => id)).size !== messages.length) wrong.push('a message came twice')
  for (const [at, id] of kept.entries())
    if (messages.find((message) => message.id === id)?.text !== `right price ${at + 1}`) wrong.push(`${id} is missing`)
  const deletions = resumed.changes().filter(({ body }) => body.kind === 'message_deleted')
  if (deletions.length !== kept.length + 1) wrong.push(`${deletions.length} deletions were told`)
  if (!deletions.some(({ body }) => body.kind === 'message_deleted' && body.messageId === seenWord))
    wrong.push('she was not told that what she had seen was taken back')
  return wrong
}
