export { composeCode, composeOrder } from './compose.ts'
export { mailDoors } from './mail-doors.ts'
export { queueMail } from './mail-store.ts'
export { mailSender } from './send-mail.ts'
