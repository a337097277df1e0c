import { z } from 'zod'

/** One status for all channels: `online` takes new conversations, `away` keeps her own, `offline` leaves them to others. */
export const agentStatus = z.enum(['online', 'away', 'offline'])
export type AgentStatus = z.infer<typeof agentStatus>

const words = z.array(z.string().trim().min(1).max(60)).max(50)

export const agentRules = z.object({
  /** Conversations at a time, over all channels. */
  capacity: z.int().min(1).max(100),
  /** Fewer of one channel: `{ "email": 2 }`. */
  channelCapacity: z.record(z.string().max(60), z.int().min(0).max(100)),
  /** Those she can write in; an empty list means all. */
  languages: words,
  skills: words,
})
export type AgentRules = z.infer<typeof agentRules>

export const deskAgent = agentRules.extend({
  accountId: z.string(),
  name: z.string(),
  role: z.string(),
  status: agentStatus,
  statusSince: z.iso.datetime().nullable(),
  /** She says she is online, and a line of hers is alive. */
  isHere: z.boolean(),
  load: z.int(),
  teams: z.array(z.string()),
})
export type DeskAgent = z.infer<typeof deskAgent>

const wallTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time such as "09:30"')
const spans = z.array(z.object({ from: wallTime, to: wallTime })).max(6)
const timeZone = z.string().refine((zone) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}, 'must be a time zone such as "Europe/Stockholm"')

/** When somebody works, in wall time of a zone. Monday is 1; an exception replaces its whole day, an empty one is a holiday. */
export const workingHours = z.object({
  timeZone,
  week: z.object({ 1: spans, 2: spans, 3: spans, 4: spans, 5: spans, 6: spans, 7: spans }),
  exceptions: z
    .array(z.object({ date: z.iso.date(), spans }))
    .max(400)
    .default([]),
})
export type WorkingHours = z.infer<typeof workingHours>

/** When an answer is due, in minutes of working time; null where nothing is promised. */
export const serviceLevels = z.object({
  firstAnswerMinutes: z.int().min(1).max(100_000).nullable().default(null),
  nextAnswerMinutes: z.int().min(1).max(100_000).nullable().default(null),
  resolutionMinutes: z.int().min(1).max(1_000_000).nullable().default(null),
})
export type ServiceLevels = z.infer<typeof serviceLevels>

export const teamGiven = z.object({
  name: z.string().trim().min(1).max(80),
  /** Teams are asked in this order whether a conversation is theirs. */
  position: z.int().min(0).max(1_000).default(0),
  /** What comes to the team; an empty list takes everything. */
  channels: words.default([]),
  languages: words.default([]),
  reasons: words.default([]),
  /** What one must be able to do to be given its conversations. */
  skills: words.default([]),
  overflowTeamId: z.string().nullable().default(null),
  overflowAfterSeconds: z.int().min(0).max(86_400).default(120),
  /** Null means those of the shop. */
  hours: workingHours.nullable().default(null),
  serviceLevels: serviceLevels.prefault({}),
  members: z.array(z.string()).max(500).default([]),
})
export type TeamGiven = z.infer<typeof teamGiven>

export const team = teamGiven.extend({ id: z.string() })
export type Team = z.infer<typeof team>

/** What the desk knows of a conversation besides the conversation itself. */
export const handling = z.object({
  team: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** -1 can wait, 0 as usual, 1 high, 2 urgent. */
  priority: z.int().min(-1).max(2),
  tags: z.array(z.string()),
  snoozedUntil: z.iso.datetime().nullable(),
  /** What falls due next by the promises of its team. */
  due: z
    .object({
      kind: z.enum(['first_answer', 'next_answer', 'resolution']),
      at: z.iso.datetime(),
      warnsAt: z.iso.datetime(),
    })
    .nullable(),
})
export type Handling = z.infer<typeof handling>

/** Which conversations a list holds; what is left out narrows nothing. */
export const viewFilter = z.object({
  status: z.enum(['open', 'snoozed', 'resolved']).optional(),
  owner: z.enum(['bot', 'queue', 'agent']).optional(),
  mine: z.boolean().optional(),
  agentId: z.string().optional(),
  teamId: z.string().optional(),
  channel: z.string().optional(),
  language: z.string().optional(),
  tag: z.string().optional(),
  minPriority: z.int().min(-1).max(2).optional(),
  late: z.boolean().optional(),
})
export type ViewFilter = z.infer<typeof viewFilter>

export const savedViewGiven = z.object({
  name: z.string().trim().min(1).max(60),
  /** Everybody of the shop, or of one team, sees it; nobody else where both are left out. */
  forAll: z.boolean().default(false),
  teamId: z.string().nullable().default(null),
  filter: viewFilter,
})
export type SavedViewGiven = z.infer<typeof savedViewGiven>
export const savedView = savedViewGiven.extend({ id: z.string(), isMine: z.boolean() })
export type SavedView = z.infer<typeof savedView>

export const macroAction = z.discriminatedUnion('do', [
  z.object({ do: z.literal('tag'), tag: z.string().trim().min(1).max(60) }),
  z.object({ do: z.literal('untag'), tag: z.string().trim().min(1).max(60) }),
  z.object({ do: z.literal('priority'), priority: z.int().min(-1).max(2) }),
  z.object({ do: z.literal('team'), teamId: z.string() }),
  z.object({ do: z.literal('snooze'), minutes: z.int().min(1).max(525_600) }),
  z.object({ do: z.literal('resolve') }),
])
export type MacroAction = z.infer<typeof macroAction>

/** A ready answer by language, with what is done besides. `{person.firstName}` and the like are filled in. */
export const macroGiven = z.object({
  name: z.string().trim().min(1).max(80),
  /** Typed after a slash: `/late`. */
  shortcut: z.string().regex(/^[a-z0-9-]{1,30}$/, 'has small letters, digits and hyphens'),
  texts: z.record(z.string().max(20), z.string().max(4_000)).default({}),
  actions: z.array(macroAction).max(10).default([]),
  forAll: z.boolean().default(true),
})
export type MacroGiven = z.infer<typeof macroGiven>
export const macro = macroGiven.extend({ id: z.string(), isMine: z.boolean() })
export type Macro = z.infer<typeof macro>

/** A macro as it would be said in one conversation. */
export const readyMacro = z.object({
  id: z.string(),
  name: z.string(),
  shortcut: z.string(),
  text: z.string(),
  /** The language that the text is in: the shopper's, or the shop's own where there is none. */
  language: z.string(),
  actions: z.array(macroAction),
})
export type ReadyMacro = z.infer<typeof readyMacro>

export const scheduledMessage = z.object({
  id: z.string(),
  text: z.string(),
  sendAt: z.iso.datetime(),
  by: z.object({ id: z.string(), name: z.string() }),
})
export type ScheduledMessage = z.infer<typeof scheduledMessage>
