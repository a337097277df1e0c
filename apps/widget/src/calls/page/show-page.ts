import { openPageLane, type PageLane, readSign } from '@parley/ui/call'
import type { PageRecording } from './record-page.ts'
import { drawSigns, type Signs } from './signs.ts'

export interface ShownPage {
  hear(piece: string): void
  stop(): void
}

/** Shows the page to the desk while it is wished for, and what the desk points at. The recorder is fetched with the first yes. */
export function showPage(root: ShadowRoot, agent: string, tell: (piece: string) => boolean): ShownPage {
  const signs: Signs = drawSigns(root, agent)
  let recording: PageRecording | undefined
  let stopped = false
  const lane: PageLane = openPageLane({
    tell,
    onHole: () => recording?.tellAll(),
    onMessage: (message) => {
      const sign = readSign(message)
      if (sign?.sign === 'look') recording?.tellAll()
      if (sign?.sign === 'point') signs.point(sign.x, sign.y)
      if (sign?.sign === 'mark') signs.mark(recording?.elementOf(sign.node) ?? null)
      if (sign?.sign === 'rest') signs.rest()
    },
  })
  void import('./record-page.ts').then(({ recordPage }) => {
    if (!stopped) recording = recordPage(lane.say)
  })
  return {
    hear: lane.hear,
    stop: () => {
      stopped = true
      recording?.stop()
      lane.close()
      signs.end()
    },
  }
}
