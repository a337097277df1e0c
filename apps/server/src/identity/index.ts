export {
  type Account,
  accountOfEmail,
  accountOfSession,
  createAccount,
  join,
  type Membership,
  signIn,
  signOut,
  tokenHash,
} from './accounts.ts'
export { createApiKey, keyOfSecret, listApiKeys, revokeApiKey } from './api-keys.ts'
export { audit, readAudit } from './audit.ts'
export { identitySecret, readCustomerToken, type SignedInCustomer } from './customer-token.ts'
export { identityDoors } from './identity-doors.ts'
export {
  allowOrigins,
  allShops,
  createShop,
  firstShop,
  type NewShop,
  readShop,
  type Shop,
  shopOfHandle,
  shopOfWidgetKey,
  widgetKeyOf,
} from './shops.ts'
