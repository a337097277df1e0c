import type { Door } from '../db/door.ts'
import { callDoors } from './call-doors.ts'
import { callSettingsDoors } from './settings-doors.ts'

export { callView } from './call.ts'
export { visibleCall } from './call-doors.ts'
export { addSignal, signalsFor } from './call-signals.ts'
export { liveCallIn, liveCalls, lockCall, readCall } from './call-store.ts'
export { joinCall, reportEnd } from './hold-call.ts'
export { keepCalls } from './keep-calls.ts'

/** Every door of calls; `sealing` is the server's key for what it seals at rest. */
export const allCallDoors = (sealing: string): Door[] => [...callDoors(sealing), ...callSettingsDoors(sealing)]
