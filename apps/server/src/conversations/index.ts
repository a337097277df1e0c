export { type Accepted, accept, type BegunTurn, type TurnStarter } from './accept.ts'
export { editOrDelete, note, reply, replyWithFile } from './agent-say.ts'
export { append } from './append.ts'
export { attachmentDoors, clearUnsaid, filePages, takeAttachment } from './attachments/index.ts'
export { changesAfter, messagesFrom, nameOf } from './changes.ts'
export { type ConversationRow, conversationView, handOver } from './conversation.ts'
export { conversationDoors, visibleConversation } from './conversation-doors.ts'
export {
  forgiveTurns,
  lockConversation,
  lockCurrentConversation,
  readConversation,
  turnLeaseSeconds,
  unanswered,
} from './conversation-store.ts'
export { messageOfProvider, noteDelivery, oweSending } from './delivery.ts'
export { FreshChanges } from './fresh-changes.ts'
export { type AgentActing, giveBack, reopenByDesk, resolve, take, toQueue } from './ownership.ts'
