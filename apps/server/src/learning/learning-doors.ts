import { heardGroup, heardKind, job, languageTag, learningBy, learningRow, lesson } from '@parley/contracts'
import { z } from 'zod'
import type { ShopTransaction } from '../db/database.ts'
import { type Door, door } from '../db/door.ts'
import { audit, readShop } from '../identity/index.ts'
import { type Principal, principalName } from '../kernel/principal.ts'
import { granted, type Outcome, orThrow, refuse } from '../kernel/refusals.ts'
import { draftArticle } from '../knowledge/index.ts'
import { groupHeard } from './heard.ts'
import { readHeard, readSaid, type SaidTurn, settleTurns, unsettleTurns } from './heard-store.ts'
import { readLearningFigures } from './learning-figures.ts'
import { readLessons, saveLessons, withdrawLesson } from './lesson-store.ts'
import { oweTeaching } from './teaching-store.ts'

const tag = 'learning'
const access = { scope: 'understanding' } as const
const turns = z.array(z.string().max(80)).min(1).max(200)
const longestDays = 400
const dayMs = 86_400_000

/** What the bot could not read, and what is made of it. `jobs` are those that a flow of the shop does. */
export function learningDoors({ jobs }: { jobs: readonly string[] }): Door[] {
  return [
    door({
      method: 'get',
      path: '/learning/heard',
      tag,
      summary: 'What the bot may have got wrong',
      description:
        'Messages not understood, clarified, corrected, handed over or rated badly, those that are alike together, the most frequent first. What somebody has settled is left out.',
      access,
      query: z.object({
        kind: heardKind.optional(),
        language: languageTag.optional(),
        days: z.coerce.number().int().min(1).max(longestDays).default(60),
      }),
      answer: z.object({ groups: z.array(heardGroup), jobs: z.array(job) }),
      handle: async (tx, { query }) => {
        const from = new Date(tx.now.getTime() - query.days * dayMs)
        return granted({ groups: groupHeard(await readHeard(tx, { ...query, from })), jobs: [...jobs] })
      },
    }),
    door({
      method: 'post',
      path: '/learning/lessons',
      tag,
      summary: 'Say what messages meant',
      description: 'They become examples of this shop, and its reading is taught anew in the background.',
      access,
      body: z.strictObject({ turns, job }),
      example: { turns: ['trn_01'], job: 'track_parcel' },
      answer: z.object({ lessons: z.int() }),
      handle: async (tx, { body, principal }) => {
        if (!jobs.includes(body.job))
          return refuse('learning.no_such_job', 'No flow of this shop does that.', { path: 'job' })
        const said = orThrow(await saidIn(tx, body.turns))
        const by = principalName(principal)
        const lessons = await saveLessons(tx, said, body.job, by)
        await settleTurns(tx, idsOf(said), 'taught', by)
        await oweTeaching(tx, by)
        await audit(tx, principal, 'learning.lesson', body.job, { turns: idsOf(said) })
        return granted({ lessons })
      },
    }),
    door({
      method: 'post',
      path: '/learning/answers',
      tag,
      summary: 'Write the answer to messages',
      description: 'It becomes the draft of a help article, which nobody sees until it is published.',
      access,
      body: z.strictObject({
        turns,
        title: z.string().trim().min(1).max(200),
        body: z.string().trim().min(1).max(20_000),
      }),
      example: { turns: ['trn_01'], title: 'Do you wrap presents?', body: 'Yes, for nothing. Tell us when you order.' },
      answer: z.object({ articleId: z.string() }),
      handle: async (tx, { body, principal }) => {
        const said = orThrow(await saidIn(tx, body.turns))
        const { settings } = await readShop(tx)
        const language = said[0]?.language ?? settings.defaultLanguage
        const articleId = await draftArticle(tx, { language, title: body.title, body: body.body })
        await settleTurns(tx, idsOf(said), 'answered', principalName(principal))
        await audit(tx, principal, 'learning.answer', articleId, { turns: idsOf(said) })
        return granted({ articleId })
      },
    }),
    door({
      method: 'post',
      path: '/learning/left',
      tag,
      summary: 'Leave messages as they are',
      description: 'There is nothing to learn from them. With `again` they stand in the list once more.',
      access,
      body: z.strictObject({ turns, again: z.boolean().default(false) }),
      example: { turns: ['trn_01'] },
      answer: z.object({ turns: z.int() }),
      handle: async (tx, { body, principal }) => leave(tx, body, principal),
    }),
    door({
      method: 'get',
      path: '/learning/lessons',
      tag,
      summary: 'The examples of this shop',
      access,
      answer: z.object({ lessons: z.array(lesson) }),
      handle: async (tx) => granted({ lessons: await readLessons(tx) }),
    }),
    door({
      method: 'delete',
      path: '/learning/lessons/{lessonId}',
      tag,
      summary: 'Take an example back',
      description: 'The shop’s reading is taught anew without it.',
      access,
      params: z.object({ lessonId: z.string().max(80) }),
      answer: z.object({ lessons: z.int() }),
      handle: async (tx, { params, principal }) => {
        if (!(await withdrawLesson(tx, params.lessonId)))
          return refuse('learning.no_such_lesson', 'There is no such example.')
        await oweTeaching(tx, principalName(principal))
        await audit(tx, principal, 'learning.lesson_withdrawn', params.lessonId)
        return granted({ lessons: (await readLessons(tx)).length })
      },
    }),
    door({
      method: 'get',
      path: '/learning/figures',
      tag,
      summary: 'How well the bot understands, over time',
      description:
        'Turns by outcome, and conversations that nobody had to take over, by day, language, channel or flow.',
      access,
      query: z.object({ from: z.iso.date(), to: z.iso.date(), by: learningBy.default('day') }),
      answer: z.object({ rows: z.array(learningRow) }),
      handle: async (tx, { query }) => {
        if (Date.parse(query.to) - Date.parse(query.from) > longestDays * dayMs)
          return refuse('report.span', 'A year at a time at most.', { path: 'from' })
        const { settings } = await readShop(tx)
        return granted({ rows: await readLearningFigures(tx, { ...query, timeZone: settings.timeZone }) })
      },
    }),
  ]
}

const idsOf = (said: readonly SaidTurn[]): string[] => said.map(({ turnId }) => turnId)

async function saidIn(tx: ShopTransaction, turnIds: readonly string[]): Promise<Outcome<SaidTurn[]>> {
  const said = await readSaid(tx, turnIds)
  return said.length > 0
    ? granted(said)
    : refuse('learning.nothing_said', 'Nothing was written in these turns.', { path: 'turns' })
}

async function leave(
  tx: ShopTransaction,
  body: { turns: string[]; again: boolean },
  principal: Principal,
): Promise<Outcome<{ turns: number }>> {
  const ids = idsOf(orThrow(await saidIn(tx, body.turns)))
  if (body.again) await unsettleTurns(tx, ids)
  else await settleTurns(tx, ids, 'left', principalName(principal))
  return granted({ turns: ids.length })
}
