import type { ShopTransaction } from '../../apps/server/src/db/database.ts'

/** A parcel of the order, something of it that is coming back, and what was said and asked about its goods. */
export async function sendAndTakeBack(
  tx: ShopTransaction,
  orderId: string,
  word: string,
): Promise<{ fulfilmentId: string; returnId: string; reviewId: string; questionId: string; quoteId: string }> {
  const [fulfilmentId, returnId, reviewId] = [tx.id('ful'), tx.id('ret'), tx.id('rev')]
  const keys = { shop_id: tx.shopId, order_id: orderId }
  await tx.sql
    .insertInto('fulfilment')
    .values({ ...keys, fulfilment_id: fulfilmentId, status: 'packed', packed_at: tx.now })
    .execute()
  const { line_id: lineId, product_id: productId } = await tx.sql
    .selectFrom('order_line')
    .select(['line_id', 'product_id'])
    .where('shop_id', '=', tx.shopId)
    .where('order_id', '=', orderId)
    .executeTakeFirstOrThrow()
  const wish = { kind: 'return', wish: 'refund', status: 'approved', reason: 'changed_mind', goods: 1200 }
  await tx.sql
    .insertInto('return_request')
    .values({ ...keys, ...wish, return_id: returnId, number: 'R-1', created_at: tx.now, updated_at: tx.now })
    .execute()
  await tx.sql
    .insertInto('return_line')
    .values({ shop_id: tx.shopId, return_id: returnId, line_id: lineId, quantity: 1, amount: 1200 })
    .execute()
  const said = { product_id: productId, language: 'en', status: 'pending', created_at: tx.now, updated_at: tx.now }
  await tx.sql
    .insertInto('review')
    .values({ ...keys, ...said, review_id: reviewId, writer: orderId, stars: 3, body: word })
    .execute()
  return { ...(await askPrice(tx, word)), fulfilmentId, returnId, reviewId, questionId: await ask(tx, said, word) }
}

/** Of a company of theirs. */
async function askPrice(tx: ShopTransaction, word: string): Promise<{ quoteId: string }> {
  const quoteId = tx.id('quo')
  const [companyId, personId] = [tx.id('com'), tx.id('per')]
  const times = { created_at: tx.now, updated_at: tx.now }
  await tx.sql.insertInto('person').values({ shop_id: tx.shopId, person_id: personId, name: word }).execute()
  await tx.sql
    .insertInto('company')
    .values({ ...times, shop_id: tx.shopId, company_id: companyId, name: word, country: 'SE', currency: 'EUR' })
    .execute()
  const asked = { number: 'Q-1', currency: 'EUR', language: 'en', note: word, status: 'asked' }
  await tx.sql
    .insertInto('quote')
    .values({ ...asked, ...times, shop_id: tx.shopId, quote_id: quoteId, company_id: companyId, person_id: personId })
    .execute()
  return { quoteId }
}

async function ask(
  tx: ShopTransaction,
  said: { product_id: string; language: string; status: string; created_at: Date; updated_at: Date },
  word: string,
): Promise<string> {
  const questionId = tx.id('qst')
  const { visitor_id } = await tx.sql
    .selectFrom('visitor')
    .select('visitor_id')
    .where('shop_id', '=', tx.shopId)
    .executeTakeFirstOrThrow()
  await tx.sql
    .insertInto('product_question')
    .values({ ...said, shop_id: tx.shopId, question_id: questionId, visitor_id, body: word })
    .execute()
  return questionId
}
