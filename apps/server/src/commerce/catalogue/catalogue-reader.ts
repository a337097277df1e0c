import type { Currency, LanguageTag } from '@parley/contracts'
import type { ShopTransaction } from '../../db/database.ts'
import { readShop } from '../../identity/index.ts'

/** The language and currency to show things in: what was asked for where the shop has it, else the shop's own. */
export async function readingAs(
  tx: ShopTransaction,
  asked: { language: LanguageTag | null; currency?: Currency | undefined },
): Promise<{ shopId: string; language: LanguageTag; currency: Currency }> {
  const { settings } = await readShop(tx)
  const language =
    asked.language && settings.languages.includes(asked.language) ? asked.language : settings.defaultLanguage
  const own = settings.defaultCurrencyByLanguage[language] ?? settings.currencies[0] ?? 'EUR'
  const currency = asked.currency && settings.currencies.includes(asked.currency) ? asked.currency : own
  return { shopId: tx.shopId, language, currency }
}
