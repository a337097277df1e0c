export { roomDoors } from './room-doors.ts'
export { lastNumberOf, readMember } from './room-store.ts'
export { inRoomWords } from './room-texts.ts'
export { enterRoom, entriesAfter, readRoom, readRooms, sayInRoom } from './rooms.ts'
