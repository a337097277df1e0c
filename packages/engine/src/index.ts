export * from './reader/index.ts'
