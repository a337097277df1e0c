import type { CallBacksFacet } from '@parley/sdk'
import type { ShopTransaction } from '../db/database.ts'
import { granted, refuse } from '../kernel/refusals.ts'
import type { ShopSettings } from '../kernel/shop-settings.ts'
import { openSpans } from '../knowledge/index.ts'
import { canCallAt, offeredTimes, tellTime } from './call-back.ts'
import { keepCallBack, zoneOf } from './call-back-store.ts'

const daysAhead = 10

/** Being called back, for one turn of a conversation. */
export function callBacksFacet(parts: {
  tx: ShopTransaction
  conversationId: string
  settings: ShopSettings
  language: string
}): CallBacksFacet {
  const { tx, conversationId, settings, language } = parts
  const hours = { timeZone: settings.timeZone, ...settings.openingHours }
  const spans = () => openSpans(hours, tx.now, daysAhead)
  const zone = () => zoneOf(tx, conversationId, settings.timeZone)
  return {
    async times() {
      const own = await zone()
      return offeredTimes(spans(), own, tx.now).map((at) => ({
        at: at.toISOString(),
        telling: tellTime(at, own, language),
      }))
    },
    async ask(at, phone) {
      const wished = new Date(at)
      if (Number.isNaN(wished.getTime()) || !canCallAt(spans(), wished, tx.now))
        return refuse('call_back.closed', 'The shop is not open then.', { path: 'at' })
      const own = await zone()
      const callBackId = await keepCallBack(tx, { conversationId, at: wished, timeZone: own, phone })
      tx.event('call_back.asked', { conversation: conversationId, callBack: callBackId }, { at: wished.toISOString() })
      return granted({ telling: tellTime(wished, own, language) })
    },
  }
}
