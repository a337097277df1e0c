import type { ShopTransaction } from '../../db/database.ts'
import { readShop } from '../../identity/index.ts'

/** The language that was asked for where the shop speaks it, else its own. */
export async function spokenIn(tx: ShopTransaction, language: string | null): Promise<string> {
  const { settings } = await readShop(tx)
  return language && settings.languages.includes(language) ? language : settings.defaultLanguage
}
