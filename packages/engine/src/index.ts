export * from './delivery/index.ts'
export * from './facts/index.ts'
export * from './reader/index.ts'
export * from './runtime/index.ts'
