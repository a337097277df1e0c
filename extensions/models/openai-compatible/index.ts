import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { defineModel, modelPrompt } from '@parley/sdk'
import { generateText, Output } from 'ai'
import { z } from 'zod'

const settings = z.object({
  /** Where the endpoint stands, up to and with its version: https://api.openai.com/v1, http://localhost:11434/v1 … */
  endpoint: z.url({ protocol: /^https?$/ }),
  model: z.string().min(1).max(200),
  /** Some endpoints on the own machine want none. */
  apiKey: z.string().max(500).optional(),
})

const answer = z.object({ job: z.string().nullable() })

/** Any endpoint that speaks OpenAI's chat completions: OpenAI, Mistral, vLLM, Ollama, llama.cpp and many more. */
export default defineModel({
  id: 'openai-compatible',
  name: 'OpenAI-compatible endpoint',
  settings,
  secrets: ['apiKey'],
  async choose(question, { settings: { endpoint, model, apiKey }, fetch, signal }) {
    const provider = createOpenAICompatible({
      name: 'shop',
      baseURL: endpoint,
      ...(apiKey === undefined ? {} : { apiKey }),
      fetch,
      supportsStructuredOutputs: true,
    })
    const { output, usage } = await generateText({
      model: provider(model),
      ...modelPrompt(question),
      output: Output.object({ schema: answer }),
      temperature: 0,
      maxOutputTokens: 50,
      maxRetries: 0,
      abortSignal: signal,
    })
    return { job: output.job, inputTokens: usage.inputTokens ?? 0, outputTokens: usage.outputTokens ?? 0 }
  },
})
