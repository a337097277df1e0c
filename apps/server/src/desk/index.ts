export { deskDoors } from './desk-doors.ts'
export { deskConversations } from './desk-list.ts'
