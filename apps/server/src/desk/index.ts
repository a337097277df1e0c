import type { Door } from '../db/door.ts'
import { agentDoors } from './agent-doors.ts'
import { cartDoors } from './cart-doors.ts'
import { deskDoors as conversationDoors } from './desk-doors.ts'
import { handlingDoors } from './handling-doors.ts'
import { teamDoors } from './team-doors.ts'
import { viewDoors } from './view-doors.ts'
import { visitDoors } from './visits/visit-doors.ts'
import { writingDoors } from './writing-doors.ts'

export { agentActing } from './agent-acting.ts'
export { noteAlive } from './agent-store.ts'
export { deedDoors } from './deeds/deed-doors.ts'
export { deskConversation, deskConversations } from './desk-list.ts'
export { followCases } from './follow-cases.ts'
export { keepDesk } from './keep-desk.ts'
export { preChat, typingTold } from './pre-chat.ts'
export { hoursOfTeam } from './team-hours.ts'
export { tellCart } from './tell-cart.ts'
export { cartWorth } from './visits/cart-worth.ts'
export { seeVisit, visitorsNow } from './visits/visits.ts'
export { workingBetween } from './working-time.ts'

export const deskDoors: readonly Door[] = [
  ...conversationDoors,
  ...handlingDoors,
  ...writingDoors,
  ...cartDoors,
  ...viewDoors,
  ...agentDoors,
  ...teamDoors,
  ...visitDoors,
]
