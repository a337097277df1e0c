export { deskDoors } from './desk-doors.ts'
export { type DeskFilter, deskConversations } from './desk-list.ts'
