export { type DeskFilter, deskConversations } from './desk-list.ts'
