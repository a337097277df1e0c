export { composeCode, composeOrder } from './compose.ts'
export { mailDoors } from './mail-doors.ts'
export { type NewMail, queueMail } from './mail-store.ts'
export { mailSender } from './send-mail.ts'
