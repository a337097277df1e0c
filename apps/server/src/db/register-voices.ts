import type { PersonalTable } from './register.ts'

/** What buyers say and shoppers ask. */
export const voicesPersonal: Record<string, PersonalTable> = {
  review: {
    purpose: 'to show what buyers think',
    retention: 'while the product is sold',
    tiedBy: 'person',
    erase: 'delete',
    columns: { writer: 'review_id', author: "''", title: "''", body: "''" },
    others:
      'shop_id review_id product_id order_id person_id language stars aspects status reason answer answered_by answered_at version created_at updated_at',
  },
  product_question: {
    purpose: 'to answer what shoppers ask about a product',
    retention: 'while the product is sold',
    tiedBy: 'visitor',
    erase: 'delete',
    columns: { body: "''" },
    others:
      'shop_id question_id product_id visitor_id language status reason answer answered_by answered_at version created_at updated_at',
  },
}
