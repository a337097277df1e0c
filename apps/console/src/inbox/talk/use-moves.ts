import { conversation as conversationSchema, type DeskConversation } from '@parley/contracts'
import { useState } from 'react'
import { useDesk } from '../../live/desk-context.tsx'
import { tellDone, tellFault } from '../../shell/tell.tsx'
import { shopperName } from '../../words/names.ts'

type Move = 'take' | 'give-back' | 'resolve' | 'reopen'

/** Taking, giving back, resolving and reopening; each can be undone by its opposite. */
export function useMoves(conversation: DeskConversation | undefined) {
  const { api, live } = useDesk()
  const [moving, setMoving] = useState<Move | null>(null)

  const move = async (name: Move): Promise<boolean> => {
    if (!conversation) return false
    setMoving(name)
    try {
      const path = `/desk/conversations/${conversation.id}/${name}`
      const moved = await api({ method: 'POST', path, answer: conversationSchema })
      // Shown before the socket tells the same, so that the next key finds it done.
      const known = live.conversations().get(conversation.id) ?? conversation
      live.put({ ...known, ...moved })
      return true
    } catch (fault) {
      tellFault(fault)
      return false
    } finally {
      setMoving(null)
    }
  }
  const undoable = (name: Move, opposite: Move, telling: string) => async () => {
    if (await move(name)) tellDone(telling, () => void move(opposite))
  }
  const name = conversation ? shopperName(conversation) : ''
  return {
    moving,
    take: () => move('take'),
    giveBack: undoable('give-back', 'take', 'The bot answers again.'),
    resolve: undoable('resolve', 'reopen', `Resolved: ${name}.`),
    reopen: () => move('reopen'),
  }
}
