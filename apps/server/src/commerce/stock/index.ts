export { supplyOwed } from './later-store.ts'
export { releaseExpired } from './release-expired.ts'
export { stockDoors } from './stock-doors.ts'
export {
  commitStock,
  hasHeld,
  hasTaken,
  keepReservations,
  lockStockOf,
  putBack,
  releaseStock,
  reserve,
  restock,
  returnStock,
} from './stock-store.ts'
