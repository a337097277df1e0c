export { quotesDoors } from './quotes-doors.ts'
