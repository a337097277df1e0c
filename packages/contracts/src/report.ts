import { z } from 'zod'

/** What is counted, in which unit, and exactly how: the definition stands beside every figure. */
export const reportMetrics = {
  conversations: {
    title: 'Conversations',
    unit: 'count',
    definition: 'Conversations that began, and ended ones that a shopper opened again, by the day of beginning.',
  },
  handed_over: {
    title: 'Handed over',
    unit: 'count',
    definition: 'Conversations that the bot gave to people, each once, by the day the conversation began.',
  },
  first_answer: {
    title: 'First human answer',
    unit: 'time',
    definition: 'From the bot’s hand-over, or the beginning where there was none, to the first reply of a person.',
  },
  waiting: {
    title: 'Waiting',
    unit: 'time',
    definition: 'Before every reply of a person: since the first message of the shopper that nobody had answered.',
  },
  resolution: {
    title: 'Resolution',
    unit: 'time',
    definition: 'From the hand-over to the end, for conversations that a person answered.',
  },
  satisfaction_asked: {
    title: 'Asked how it was',
    unit: 'count',
    definition: 'How often shoppers were asked, by the day of asking.',
  },
  rating: {
    title: 'Satisfaction',
    unit: 'score',
    definition: 'Answers from 1 to 5, by the day of answering; who answers again alters hers. Good are 4 and 5.',
  },
  sales_in: {
    title: 'Sales in conversations',
    unit: 'money',
    definition: 'Orders placed in a conversation, with VAT and delivery, by the day of the order.',
  },
  sales_after: {
    title: 'Sales after conversations',
    unit: 'money',
    definition: 'Orders placed elsewhere within five days after the shopper’s last word with the shop.',
  },
} as const
export type ReportMetric = keyof typeof reportMetrics

export const reportMetric = z.enum([
  'conversations',
  'handed_over',
  'first_answer',
  'waiting',
  'resolution',
  'satisfaction_asked',
  'rating',
  'sales_in',
  'sales_after',
])
export const reportDimension = z.enum(['all', 'agent', 'team', 'channel', 'language', 'hour', 'reason', 'currency'])
export type ReportDimension = z.infer<typeof reportDimension>

/** What so many measures come to. Times are milliseconds, money minor units of `key` where they are by currency. */
export const reportFigure = z.object({
  count: z.int(),
  sum: z.number(),
  mean: z.number().nullable(),
  median: z.number().nullable(),
  p90: z.number().nullable(),
  /** The same of working hours only; null for what is no time. */
  business: z.object({ mean: z.number(), median: z.number(), p90: z.number() }).nullable(),
})
export type ReportFigure = z.infer<typeof reportFigure>

export const reportRow = reportFigure.extend({ key: z.string(), label: z.string() })
export type ReportRow = z.infer<typeof reportRow>
