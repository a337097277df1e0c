export * from './reader/index.ts'
export * from './runtime/index.ts'
