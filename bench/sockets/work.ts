import { z } from 'zod'

/** What the process that makes the load is asked to do. */
export const work = z.discriminatedUnion('do', [
  /** Opens lines and keeps them; those of socket.io greet first. */
  z.object({ do: z.literal('open'), addresses: z.array(z.string()), speaks: z.enum(['parley', 'socket.io']) }),
  z.object({ do: z.literal('close') }),
  /** Begins so many talks that a person of the shop has the word in, and follows them from both sides. */
  z.object({ do: z.literal('talk'), url: z.string(), talks: z.int(), deskKeys: z.array(z.string()) }),
  z.object({ do: z.literal('say'), url: z.string(), perSecond: z.number(), seconds: z.number() }),
  z.object({ do: z.literal('enter'), roomId: z.string(), people: z.int() }),
  z.object({
    do: z.literal('tell'),
    url: z.string(),
    key: z.string(),
    roomId: z.string(),
    perSecond: z.number(),
    seconds: z.number(),
  }),
])
export type Work = z.infer<typeof work>

/** Milliseconds, sorted, and how many never came. */
export const done = z.object({ times: z.array(z.number()), lost: z.int() })
export type Done = z.infer<typeof done>
