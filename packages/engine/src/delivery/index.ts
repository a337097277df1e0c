export { type Part, partsFor } from './parts-for.ts'
export { type DeliveryPlan, messageOfKey, planDelivery, readSendResult } from './plan-delivery.ts'
export { measure, splitText } from './split-text.ts'
