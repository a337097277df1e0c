import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { z } from 'zod'

const openai = z.looseObject({ messages: z.array(z.object({ role: z.string(), content: z.unknown() })) })
const anthropic = z.looseObject({
  messages: z.array(z.object({ role: z.string(), content: z.unknown() })),
  tools: z.array(z.looseObject({ name: z.string() })).optional(),
})

export interface ScriptedModel {
  /** Up to and with the version. */
  endpoint: string
  /** What it was sent: path, headers and all it was told in words. */
  heard: { path: string; authorization: string; said: string }[]
  close(): Promise<void>
}

/**
 * An endpoint on loopback that speaks OpenAI's chat completions and Anthropic's messages and answers as `job` decides from the words it was
 * sent: a model that does whatever anybody tells it, in their wire formats (platform.openai.com/docs/api-reference/chat,
 * docs.anthropic.com/en/api/messages).
 */
export async function openScriptedModel(job: (said: string) => string | null, lateMs = 0): Promise<ScriptedModel> {
  const heard: ScriptedModel['heard'] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const path = request.url ?? ''
      const read: unknown = JSON.parse(body)
      const said = wordsOf(path.endsWith('/messages') ? anthropic.parse(read) : openai.parse(read))
      const { authorization, 'x-api-key': key } = request.headers
      heard.push({ path, authorization: authorization ?? String(key ?? ''), said })
      const answer = JSON.stringify({ job: job(said) })
      const sent = path.endsWith('/messages') ? asMessage(answer, anthropic.parse(read)) : asCompletion(answer)
      setTimeout(() => {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify(sent))
      }, lateMs)
    })
  })
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open))
  const { port } = z.object({ port: z.int() }).parse(server.address() satisfies AddressInfo | string | null)
  return {
    endpoint: `http://127.0.0.1:${port}/v1`,
    heard,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

const wordsOf = ({ messages }: z.infer<typeof openai>): string =>
  messages.map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content))).join('\n')

const asCompletion = (content: string) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_700_000_000,
  model: 'scripted',
  choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 },
})

const asMessage = (content: string, { tools = [] }: z.infer<typeof anthropic>) => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'scripted',
  content: tools[0]
    ? [{ type: 'tool_use', id: 'toolu_1', name: tools[0].name, input: z.unknown().parse(JSON.parse(content)) }]
    : [{ type: 'text', text: content }],
  stop_reason: tools[0] ? 'tool_use' : 'end_turn',
  stop_sequence: null,
  usage: { input_tokens: 100, output_tokens: 10 },
})
