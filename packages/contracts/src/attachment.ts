import { z } from 'zod'

/** What a file is, by what stands in it: a picture is shown, a sound is played, everything else is only fetched. */
export const attachmentKind = z.enum(['picture', 'sound', 'document'])
export type AttachmentKind = z.infer<typeof attachmentKind>

/** A file that was brought and can be said in a conversation, once. */
export const attachment = z.object({
  id: z.string(),
  kind: attachmentKind,
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  width: z.int().optional(),
  height: z.int().optional(),
  url: z.string(),
})
export type Attachment = z.infer<typeof attachment>

export const largestAttachment = 10_000_000
