import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { readProduct } from '../catalogue/index.ts'
import { countWaiting, writeQuestion } from './question-store.ts'

const mostWaiting = 5

/** Takes a shopper's question about a product. Refused: `question.empty`, `question.too_many`, `product.not_found`. */
export async function askQuestion(
  tx: ShopTransaction,
  asked: { productId: string; visitorId: string; language: string; text: string },
): Promise<Outcome<string>> {
  const product = await readProduct(tx, asked.productId)
  if (product?.status !== 'published') return refuse('product.not_found', 'There is no such product.')
  if (asked.text === '') return refuse('question.empty', 'Nothing was asked.', { path: 'text' })
  if ((await countWaiting(tx, asked.visitorId)) >= mostWaiting)
    return refuse('question.too_many', 'Several questions wait already.', { path: 'text' })
  return granted(await writeQuestion(tx, asked))
}
