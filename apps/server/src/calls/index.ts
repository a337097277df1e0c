import type { Door } from '../db/door.ts'
import { callBackDoors } from './call-back-doors.ts'
import { callDoors } from './call-doors.ts'
import { callSettingsDoors } from './settings-doors.ts'

export { callView } from './call.ts'
export { callBacksFacet } from './call-back-facet.ts'
export { addSignal, signalsFor } from './call-signals.ts'
export { liveCallIn, liveCalls, lockCall, readCall } from './call-store.ts'
export { moveCoBrowsing } from './co-browsing.ts'
export { joinCall, reportEnd } from './hold-call.ts'
export { waysOf } from './ice-servers.ts'
export { keepCalls } from './keep-calls.ts'
export { callFromPage, moveByShopper } from './shopper-moves.ts'
export { visibleCall } from './visible-call.ts'

/** Every door of calls; `sealing` is the server's key for what it seals at rest. */
export const allCallDoors = (sealing: string): Door[] => [
  ...callDoors(sealing),
  ...callSettingsDoors(sealing),
  ...callBackDoors,
]
