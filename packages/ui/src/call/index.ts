export type { Device, MediaTrouble } from './call-media.ts'
export type { Quality } from './call-quality.ts'
export { type CallWorld, isOver, type LiveCall, openLiveCall } from './live-call.ts'
export { startRinging } from './ring.ts'
