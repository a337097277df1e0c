export { contentOfAttachment } from './attachment.ts'
export { attachmentDoors } from './attachment-doors.ts'
export {
  clearUnsaid,
  dropAttachment,
  readAttachment,
  type StoredAttachment,
  sayAttachment,
} from './attachment-store.ts'
export { filePages } from './file-pages.ts'
export { takeAttachment } from './take-attachment.ts'
