export { type Consumer, type StoredEvent, startConsumer } from './events.ts'
export { type Call, digestOf, earlierAnswer, forgetOldAnswers, keepAnswer } from './idempotency.ts'
export { migrateJobs, openJobs } from './jobs.ts'
export {
  type LeasedItem,
  mostAttempts,
  noteProgress,
  owe,
  type Sender,
  type Sent,
  startOutbox,
} from './outbox.ts'
export { startSetAside } from './set-aside.ts'
export { openSignals, type Signals } from './signals.ts'
export { startWorker, type Worker } from './worker.ts'
