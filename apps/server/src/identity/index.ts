export {
  accountOfEmail,
  accountOfSession,
  createAccount,
  join,
  signIn,
  signOut,
  tokenHash,
} from './accounts.ts'
export { createApiKey, keyOfSecret } from './api-keys.ts'
export { audit } from './audit.ts'
export { identitySecret, readCustomerToken } from './customer-token.ts'
export { identityDoors } from './identity-doors.ts'
export {
  allShops,
  changeSettings,
  createShop,
  firstShop,
  readShop,
  type Shop,
  shopOfHandle,
  shopOfWidgetKey,
  widgetKeyOf,
} from './shops.ts'
