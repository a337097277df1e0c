export * from './channel/index.ts'
export * from './flow/index.ts'
export * from './payment/index.ts'
