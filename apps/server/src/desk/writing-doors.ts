import { macro, macroAction, macroGiven, readyMacro, scheduledMessage } from '@parley/contracts'
import { z } from 'zod'
import { readConversation } from '../conversations/index.ts'
import { type Door, door } from '../db/door.ts'
import { granted, orThrow, refuse } from '../kernel/refusals.ts'
import { agentActing } from './agent-acting.ts'
import { keepDraft, readDraft } from './draft-store.ts'
import { macrosFor, removeMacro, saveMacro } from './macro-store.ts'
import { seeMentions, unseenMentions } from './mentions.ts'
import { readyMacros, runMacro } from './run-macro.ts'
import { scheduledIn, sendLater, takeBack } from './send-later.ts'

const tag = 'desk'
const params = z.object({ conversationId: z.string() })
const macroParams = z.object({ macroId: z.string() })
const text = z.string().trim().min(1).max(10_000)
const draft = z.object({ text: z.string().max(20_000), isNote: z.boolean() })
const noMacro = () => refuse('macro.not_found', 'There is no such macro.')
const noTalk = () => refuse('conversation.not_found', 'There is no such conversation.')
const example = {
  name: 'Late parcel',
  shortcut: 'late',
  texts: { en: 'Hello {person.firstName|there}, your order {order.number} is on its way.' },
  actions: [{ do: 'tag', tag: 'delivery' }],
}

/** What helps an agent write: drafts, ready answers, answers for later, and who asked for her. */
export const writingDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/desk/conversations/{conversationId}/draft',
    tag,
    summary: 'What you have begun to write',
    access: { scope: 'desk' },
    params,
    answer: draft,
    handle: async (tx, { params, principal }) => {
      if (!(await readConversation(tx, params.conversationId))) return noTalk()
      return granted(await readDraft(tx, params.conversationId, (await agentActing(tx, principal)).accountId))
    },
  }),
  door({
    method: 'put',
    path: '/desk/conversations/{conversationId}/draft',
    tag,
    summary: 'Keep what you have begun to write',
    description: 'An empty text throws it away.',
    access: { scope: 'desk' },
    params,
    body: draft,
    example: { text: 'Hello, I have looked into', isNote: false },
    answer: draft,
    handle: async (tx, { params, body, principal }) => {
      if (!(await readConversation(tx, params.conversationId))) return noTalk()
      await keepDraft(tx, params.conversationId, (await agentActing(tx, principal)).accountId, body)
      return granted(body)
    },
  }),
  door({
    method: 'get',
    path: '/desk/macros',
    tag,
    summary: 'Ready answers',
    access: { scope: 'desk' },
    answer: z.object({ macros: z.array(macro) }),
    handle: async (tx, { principal }) =>
      granted({ macros: await macrosFor(tx, (await agentActing(tx, principal)).accountId) }),
  }),
  door({
    method: 'post',
    path: '/desk/macros',
    tag,
    summary: 'Make a ready answer',
    access: { scope: 'desk' },
    body: macroGiven,
    example,
    answer: macro,
    status: 201,
    handle: async (tx, { body, principal }) => saveMacro(tx, (await agentActing(tx, principal)).accountId, body),
  }),
  door({
    method: 'put',
    path: '/desk/macros/{macroId}',
    tag,
    summary: 'Alter a ready answer',
    access: { scope: 'desk' },
    params: macroParams,
    body: macroGiven,
    example,
    answer: macro,
    handle: async (tx, { params, body, principal }) =>
      saveMacro(tx, (await agentActing(tx, principal)).accountId, body, params.macroId),
  }),
  door({
    method: 'delete',
    path: '/desk/macros/{macroId}',
    tag,
    summary: 'Throw a ready answer away',
    access: { scope: 'desk' },
    params: macroParams,
    answer: z.object({ removed: z.literal(true) }),
    handle: async (tx, { params, principal }) =>
      (await removeMacro(tx, (await agentActing(tx, principal)).accountId, params.macroId))
        ? granted({ removed: true as const })
        : noMacro(),
  }),
  door({
    method: 'get',
    path: '/desk/conversations/{conversationId}/macros',
    tag,
    summary: 'Ready answers as they would be said here',
    access: { scope: 'desk' },
    params,
    answer: z.object({ macros: z.array(readyMacro) }),
    handle: async (tx, { params, principal }) =>
      granted({
        macros: orThrow(await readyMacros(tx, params.conversationId, await agentActing(tx, principal))),
      }),
  }),
  door({
    method: 'post',
    path: '/desk/conversations/{conversationId}/run-macro',
    tag,
    summary: 'Say a ready answer and do what belongs to it',
    access: { scope: 'desk' },
    params,
    body: z.object({
      macroId: z.string(),
      text: z.string().max(10_000).default(''),
      clientId: z.string().min(1).max(60).optional(),
    }),
    example: { macroId: 'mac_…', text: 'Hello Ada, your parcel is on its way.' },
    answer: z.object({ done: z.array(macroAction) }),
    handle: async (tx, { params, body, principal }) => {
      if (!(await readConversation(tx, params.conversationId))) return noTalk()
      return runMacro(tx, params.conversationId, await agentActing(tx, principal), body)
    },
  }),
  door({
    method: 'get',
    path: '/desk/conversations/{conversationId}/scheduled',
    tag,
    summary: 'What will be said later',
    access: { scope: 'conversations:read' },
    params,
    answer: z.object({ scheduled: z.array(scheduledMessage) }),
    handle: async (tx, { params }) => {
      if (!(await readConversation(tx, params.conversationId))) return noTalk()
      return granted({ scheduled: await scheduledIn(tx, params.conversationId) })
    },
  }),
  door({
    method: 'post',
    path: '/desk/conversations/{conversationId}/scheduled',
    tag,
    summary: 'Say something later',
    description: 'A few seconds make a sending that can be undone; hours make one for the morning.',
    access: { scope: 'desk' },
    params,
    body: z.object({ text, sendAt: z.iso.datetime() }),
    example: { text: 'Good morning, it has arrived.', sendAt: '2026-11-24T07:00:00Z' },
    answer: scheduledMessage,
    status: 201,
    handle: async (tx, { params, body, principal }) =>
      sendLater(tx, params.conversationId, await agentActing(tx, principal), {
        text: body.text,
        sendAt: new Date(body.sendAt),
      }),
  }),
  door({
    method: 'delete',
    path: '/desk/conversations/{conversationId}/scheduled/{scheduledId}',
    tag,
    summary: 'Take back what was to be said later',
    access: { scope: 'desk' },
    params: params.extend({ scheduledId: z.string() }),
    answer: z.object({ text: z.string() }),
    handle: (tx, { params }) => takeBack(tx, params.conversationId, params.scheduledId),
  }),
  door({
    method: 'get',
    path: '/desk/mentions',
    tag,
    summary: 'Notes that name you and that you have not looked at',
    access: { scope: 'desk' },
    answer: z.object({
      mentions: z.array(
        z.object({
          conversationId: z.string(),
          messageId: z.string(),
          by: z.string(),
          text: z.string(),
          at: z.iso.datetime(),
        }),
      ),
    }),
    handle: async (tx, { principal }) =>
      granted({ mentions: await unseenMentions(tx, (await agentActing(tx, principal)).accountId) }),
  }),
  door({
    method: 'delete',
    path: '/desk/mentions/{conversationId}',
    tag,
    summary: 'You have looked at it',
    access: { scope: 'desk' },
    params,
    answer: z.object({ seen: z.literal(true) }),
    handle: async (tx, { params, principal }) => {
      if (!(await readConversation(tx, params.conversationId))) return noTalk()
      await seeMentions(tx, (await agentActing(tx, principal)).accountId, params.conversationId)
      return granted({ seen: true as const })
    },
  }),
]
