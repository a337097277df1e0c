import type { PersonalTable } from './register.ts'

/** Who buys for companies, what they ask a price for, and what orders are to become. */
export const companiesPersonal: Record<string, PersonalTable> = {
  company_member: {
    purpose: 'to know whom somebody buys for',
    retention: 'while she buys for it',
    tiedBy: 'person',
    erase: 'delete',
    columns: { role: "'buyer'" },
    others: 'shop_id company_id person_id added_at',
  },
  quote: {
    purpose: 'to offer a company a price',
    retention: 'as the order',
    tiedBy: 'person',
    columns: { note: "''" },
    others:
      'shop_id quote_id number company_id person_id conversation_id currency language status valid_until price_list_id version created_at updated_at',
  },
}

export const companiesImpersonal: Record<string, string> = {
  company:
    'shop_id company_id name vat_number country currency credit_limit approval_above status version created_at updated_at',
  company_order: 'shop_id order_id company_id',
  company_approval: 'shop_id proposal_id company_id status asked_by decided_by asked_at decided_at',
  store_credit: 'shop_id return_id order_id amount gift_card_id given_at',
  order_edit: 'shop_id edit_id order_id payment_id wishes difference rests_on actor status made_at',
  quote_line: 'shop_id quote_id variant_id position quantity unit_price',
}
