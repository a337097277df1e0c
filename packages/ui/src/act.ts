import type { LanguageTag, Refusal, Said } from '@parley/contracts'
import { useRef, useState } from 'preact/hooks'
import { type TextTable, tell } from './texts.ts'

/**
 * Says what a tap means. `telling` is how it reads in words. The answer is the refusals, none when it was accepted;
 * it may take as long as the connection is away.
 */
export type Act = (said: Said, telling: string) => Promise<Refusal[]>

/** What every kind of content is drawn with. */
export interface Drawing {
  language: LanguageTag
  texts: TextTable
  /** Nothing can be pressed: it was answered, replaced, or this is only a view. */
  settled: boolean
  act: Act | undefined
}

export const inWords = (drawing: Drawing, key: string, values?: Record<string, string | number>) =>
  tell(drawing.texts, key, values, drawing.language)

export interface Acting {
  state: 'ready' | 'busy' | 'done'
  refusals: Refusal[]
  act: Act
}

/** One thing to press once: busy until it is accepted, then done, ready again when it was refused. */
export function useActing(act: Act | undefined): Acting {
  const [state, setState] = useState<Acting['state']>('ready')
  const [refusals, setRefusals] = useState<Refusal[]>([])
  // A second press can come before the state is drawn.
  const pressed = useRef(false)
  return {
    state,
    refusals,
    act: async (said, telling) => {
      if (!act || pressed.current) return []
      pressed.current = true
      setState('busy')
      setRefusals([])
      const answer = await act(said, telling)
      pressed.current = answer.length === 0
      setRefusals(answer)
      setState(answer.length === 0 ? 'done' : 'ready')
      return answer
    },
  }
}
