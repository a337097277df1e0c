export { type Consumer, type StoredEvent, startConsumer } from './events.ts'
export { type Call, digestOf, earlierAnswer, forgetOldAnswers, keepAnswer } from './idempotency.ts'
export { type Jobs, jobNames, migrateJobs, openJobs } from './jobs.ts'
export {
  type LeasedItem,
  mostAttempts,
  noteProgress,
  type OwedItem,
  owe,
  type Sender,
  type Sent,
  startOutbox,
} from './outbox.ts'
export { openSignals, type Signals } from './signals.ts'
export { startWorker, type Worker } from './worker.ts'
