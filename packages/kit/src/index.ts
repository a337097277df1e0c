export * from './flow/index.ts'
export * from './payment/index.ts'
