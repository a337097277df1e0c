export { type Accepted, type Accepting, accept } from './accept.ts'
export { editOrDelete, note, reply, type Said as AgentSaid } from './agent-say.ts'
export { append, type NewChange, type NewMessage } from './append.ts'
export { changesAfter, messagesFrom, nameOf, resume } from './changes.ts'
export { type ConversationRow, conversationView, ownerOf } from './conversation.ts'
export { conversationDoors, visibleConversation } from './conversation-doors.ts'
export {
  forgiveTurns,
  lockConversation,
  lockCurrentConversation,
  oweTurn,
  readConversation,
} from './conversation-store.ts'
export { messageOfProvider, noteDelivery, oweSending } from './delivery.ts'
export { type AgentActing, giveBack, reopenByDesk, resolve, take, toQueue } from './ownership.ts'
