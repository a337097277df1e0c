export { releaseExpired } from './release-expired.ts'
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
