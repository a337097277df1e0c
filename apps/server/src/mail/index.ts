export { type ComposedMail, composeCode, composeOrder, composeReplies } from './compose.ts'
export { composeApprovalAsked, composeApprovalDecided, composeQuote } from './compose-companies.ts'
export {
  composeAddress,
  composeCancelled,
  composeCopy,
  composeGiftCard,
  composeItems,
  composeItemsWait,
  composeReviewRequest,
  composeRoomReminder,
  composeStockAlert,
  composeStoreCredit,
} from './compose-notes.ts'
export { composeRefund, composeReturn } from './compose-returns.ts'
export { mailDoors } from './mail-doors.ts'
export { countMails, queueMail } from './mail-store.ts'
export { mailSender } from './send-mail.ts'
