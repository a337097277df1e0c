export * from '../db/door.ts'
