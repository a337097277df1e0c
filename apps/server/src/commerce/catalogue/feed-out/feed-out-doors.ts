import { z } from 'zod'
import type { ShopTransaction } from '../../../db/database.ts'
import { type Door, door } from '../../../db/door.ts'
import { audit, changeSettings, readShop, type Shop } from '../../../identity/index.ts'
import { granted } from '../../../kernel/refusals.ts'
import { feedFormats } from './write-feed.ts'

const tag = 'catalogue'
const answer = z.object({ open: z.boolean(), addresses: z.array(z.string()) })

/** Where the shop's goods can be fetched by others, and whether they may be. */
export function feedOutDoors({ publicUrl }: { publicUrl: string }): readonly Door[] {
  const told = ({ handle, settings }: Pick<Shop, 'handle' | 'settings'>) => ({
    open: settings.feedsOpen,
    addresses: settings.languages.flatMap((language) =>
      settings.currencies.flatMap((currency) =>
        feedFormats.map((format) => `${publicUrl}/feeds/${handle}/${language}-${currency}.${format}`),
      ),
    ),
  })
  return [
    door({
      method: 'get',
      path: '/feeds/out',
      tag,
      summary: 'Where others fetch the shop’s goods',
      description: 'Google Merchant XML, CSV and TSV, one for each language and currency that the shop sells in.',
      access: { scope: 'catalogue:read' },
      answer,
      handle: async (tx) => granted(told(await readShop(tx))),
    }),
    door({
      method: 'put',
      path: '/feeds/out',
      tag,
      summary: 'Open or close the feeds to others',
      access: { scope: 'settings' },
      body: z.strictObject({ open: z.boolean() }),
      example: { open: false },
      answer,
      handle: async (tx: ShopTransaction, { body, principal }) => {
        const changed = await changeSettings(tx, () => granted({ feedsOpen: body.open }))
        if (!changed.ok) return changed
        await audit(tx, principal, 'feeds.opened', tx.shopId, body)
        return granted(told(await readShop(tx)))
      },
    }),
  ]
}
