import { createAnthropic } from '@ai-sdk/anthropic'
import { defineModel, modelPrompt } from '@parley/sdk'
import { generateText, Output } from 'ai'
import { z } from 'zod'

const settings = z.object({
  apiKey: z.string().min(1).max(500),
  model: z.string().min(1).max(200),
  /** Where it is not Anthropic's own: a gateway, up to and with its version. */
  endpoint: z.url({ protocol: /^https?$/ }).default('https://api.anthropic.com/v1'),
})

const answer = z.object({ job: z.string().nullable() })

/** Anthropic's Messages API. */
export default defineModel({
  id: 'anthropic',
  name: 'Anthropic',
  settings,
  secrets: ['apiKey'],
  async choose(question, { settings: { apiKey, model, endpoint }, fetch, signal }) {
    const provider = createAnthropic({ apiKey, baseURL: endpoint, fetch })
    const { output, usage } = await generateText({
      model: provider(model),
      ...modelPrompt(question),
      output: Output.object({ schema: answer }),
      maxOutputTokens: 100,
      maxRetries: 0,
      abortSignal: signal,
    })
    return { job: output.job, inputTokens: usage.inputTokens ?? 0, outputTokens: usage.outputTokens ?? 0 }
  },
})
