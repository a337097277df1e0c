export { factsIn } from './facts-in.ts'
export { recordFacts } from './record-facts.ts'
export { type ToldTurn, unreadFacts } from './unread-facts.ts'
