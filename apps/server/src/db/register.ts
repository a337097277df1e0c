import { companiesImpersonal, companiesPersonal } from './register-companies.ts'
import { deskPersonal } from './register-desk.ts'
import { learningImpersonal } from './register-learning.ts'
import { voicesPersonal } from './register-voices.ts'

/**
 * The register of personal data: every column of every table stands here once, as data about somebody or as none.
 * Export and erasure are driven by it; `npm run check` fails on a column that is missing.
 */
export interface PersonalTable {
  purpose: string
  /** How long it is kept where nobody asks for erasure. */
  retention: string
  /** How a row is tied to a person; `staff` rows are about those who work in the shop and are not exported for a customer. */
  tiedBy: 'person' | 'visitor' | 'conversation' | 'cart' | 'proposal' | 'principal' | 'staff'
  /** Column → what erasing puts there, as SQL. */
  columns: Record<string, string>
  /** Rows that say nothing once the person is gone are deleted instead. */
  erase?: 'delete'
  /** Columns with nothing personal in them. */
  others: string
}

export const personal: Record<string, PersonalTable> = {
  ...deskPersonal,
  ...voicesPersonal,
  ...companiesPersonal,
  person: {
    purpose: 'to know the customer over all channels',
    retention: 'three years after the last order or talk',
    tiedBy: 'person',
    columns: {
      name: 'null',
      email: 'null',
      phone: 'null',
      language: 'null',
      time_zone: 'null',
      address: 'null',
      attributes: "'{}'",
    },
    others: 'shop_id person_id merged_into erased_at created_at',
  },
  identity: {
    purpose: 'to recognise the customer on a channel',
    retention: 'as the person',
    tiedBy: 'person',
    erase: 'delete',
    columns: { address: "''" },
    others: 'shop_id identity_id person_id kind verified_at verified_by created_at',
  },
  consent: {
    purpose: 'to prove what was agreed to',
    retention: 'two years after it ended',
    tiedBy: 'person',
    columns: { proof: "'{}'" },
    others: 'shop_id consent_id person_id purpose channel granted at',
  },
  visitor: {
    purpose: 'to keep a browser’s cart and talk together',
    retention: 'one year after the last visit',
    tiedBy: 'person',
    columns: { token_hash: 'visitor_id', language: 'null', time_zone: 'null' },
    others: 'shop_id visitor_id person_id currency first_seen_at last_seen_at',
  },
  conversation: {
    purpose: 'to talk',
    retention: 'two years',
    tiedBy: 'conversation',
    columns: { address: 'conversation_id', last_text: "''", hand_over: 'null', dialogue: 'null', awaits: 'null' },
    others:
      'shop_id conversation_id inbox_id visitor_id person_id is_current status owner owner_epoch agent_id language currency cart_id last_seq desk_changes shopper_changes dialogue_version last_sender last_message_at last_heard_at waiting_since snoozed_until desk_seen_seq shopper_seen_seq created_at',
  },
  message: {
    purpose: 'to talk',
    retention: 'two years',
    tiedBy: 'conversation',
    columns: {
      content: `'{"type":"text","text":""}'`,
      text: "''",
      said: 'null',
      sender_id: "''",
      client_id: 'null',
      provider_id: 'null',
    },
    others:
      'shop_id message_id conversation_id seq sender_kind for_desk_only language inbox_id turn_id delivery created_at edited_at deleted_at',
  },
  draft: {
    purpose: 'to finish an answer later',
    retention: 'until it is sent or thrown away',
    tiedBy: 'conversation',
    erase: 'delete',
    columns: { text: "''" },
    others: 'shop_id conversation_id account_id is_note updated_at',
  },
  scheduled_message: {
    purpose: 'to answer at the right time',
    retention: 'as the conversation',
    tiedBy: 'conversation',
    erase: 'delete',
    columns: { text: "''" },
    others: 'shop_id scheduled_id conversation_id account_id send_at state created_at',
  },
  bot_turn: {
    purpose: 'to see how the bot understood',
    retention: 'half a year',
    tiedBy: 'conversation',
    columns: { readings: "'[]'", trace: "'{}'" },
    others: 'shop_id turn_id conversation_id from_seq to_seq owner_epoch outcome ms at',
  },
  cart: {
    purpose: 'to sell',
    retention: 'one year',
    tiedBy: 'cart',
    columns: { contact: 'null', address: 'null' },
    others:
      'shop_id cart_id visitor_id person_id currency language version status delivery_id payment_id codes gift_cards channel created_at updated_at',
  },
  proposal: {
    purpose: 'to show what an order would be',
    retention: 'one year',
    tiedBy: 'proposal',
    columns: { body: "'{}'", versions: "'{}'", made_by: "'{}'", confirmed_by: 'null' },
    others: 'shop_id proposal_id kind cart_id conversation_id digest status result_id expires_at created_at',
  },
  orders: {
    purpose: 'to deliver and to keep books',
    retention: 'contact and address one year after delivery, amounts seven years',
    tiedBy: 'person',
    columns: { contact: 'null', address: 'null', tracking: 'null' },
    others:
      'shop_id order_id number status cart_id proposal_id conversation_id visitor_id person_id language currency goods delivery discount discounts vat reverse_charge total delivery_method placed_at',
  },
  mail: {
    purpose: 'to confirm orders and send codes',
    retention: 'half a year',
    tiedBy: 'person',
    erase: 'delete',
    columns: { to_address: "''", subject: "''", body_text: "''", body_html: "''" },
    others: 'shop_id mail_id kind person_id order_id language state created_at sent_at',
  },
  proof: {
    purpose: 'to show a customer what is hers',
    retention: 'a day',
    tiedBy: 'person',
    erase: 'delete',
    columns: { email: "''" },
    others: 'shop_id conversation_id person_id proved_at valid_until',
  },
  wish: {
    purpose: 'to keep things for later',
    retention: 'one year after the last visit',
    tiedBy: 'visitor',
    erase: 'delete',
    columns: { visitor_id: "''" },
    others: 'shop_id product_id variant_id saved_at',
  },
  stock_alert: {
    purpose: 'to write once when something is back',
    retention: 'one year after it was asked for',
    tiedBy: 'visitor',
    erase: 'delete',
    columns: { email: "''" },
    others: 'shop_id alert_id variant_id visitor_id language asked_at mailed_at ended_at',
  },
  call_back: {
    purpose: 'to call back when she asked to be called',
    retention: 'as the conversation',
    tiedBy: 'conversation',
    columns: { phone: 'null', time_zone: "'UTC'" },
    others: 'shop_id call_back_id conversation_id at state call_id created_at',
  },
  call_signal: {
    purpose: 'to let two browsers find each other',
    retention: 'until the call ends',
    tiedBy: 'conversation',
    erase: 'delete',
    columns: { body: "'{}'" },
    others: 'shop_id call_id number conversation_id epoch from_side',
  },
  return_request: {
    purpose: 'to take things back',
    retention: 'as the order',
    tiedBy: 'person',
    columns: { note: 'null', photos: "'[]'" },
    others:
      'shop_id return_id number order_id person_id visitor_id conversation_id kind wish status reason label goods delivery cost refunded replacement_id created_at updated_at',
  },
  idempotency: {
    purpose: 'to answer a repeated call the same',
    retention: 'one day',
    tiedBy: 'principal',
    erase: 'delete',
    columns: { answer: 'null' },
    others: 'shop_id principal route key digest state status message_id created_at',
  },
  account: {
    purpose: 'to let people work',
    retention: 'while they work',
    tiedBy: 'staff',
    columns: { email: "''", name: "''", password_hash: "''" },
    others: 'account_id created_at',
  },
}

/** Tables with nothing about anybody: ids, amounts, goods, codes that only their hash is kept of. */
const impersonal: Record<string, string> = {
  ...companiesImpersonal,
  ...learningImpersonal,
  shop: 'shop_id handle name settings catalogue_revision created_at',
  widget_key: 'shop_id widget_key allowed_origins',
  membership: 'shop_id account_id role created_at',
  session: 'session_hash account_id created_at expires_at',
  api_key: 'shop_id api_key_id name hash scopes created_by created_at revoked_at',
  sign_in_attempt: 'subject at',
  audit: 'shop_id audit_id at actor_kind actor_id action subject detail',
  catalogue_change: 'shop_id change_id deed same changes state made_by created_at expires_at',
  one_time_code: 'shop_id code_id purpose subject code_hash tries expires_at used_at created_at',
  event: 'shop_id position tx event_id type at person_id conversation_id subjects data',
  erasure: 'shop_id erasure_id persons due_at done_at',
  event_cursor: 'consumer tx position lease leased_until',
  shop_model: 'shop_id model enabled settings sealed input_price output_price monthly_budget time_limit_ms updated_at',
  model_call: 'shop_id call_id at model outcome ms cost',
  set_aside_event: 'shop_id consumer event_id attempts not_before fault set_aside_at',
  counter: 'shop_id name value',
  outbox:
    'shop_id outbox_id position lane kind conversation_id message_id mail_id owner_epoch data delivery_key state attempts not_before lease leased_until error created_at done_at',
  category: 'shop_id category_id parent_id names position',
  product:
    'shop_id product_id handle feed_id texts brand categories options attributes dimensions images drawing vat_class freight popularity status revision created_at updated_at',
  variant:
    'shop_id variant_id product_id sku feed_id gtin options swatch images position status sold_as expected_on source',
  price: 'shop_id variant_id currency amount compare_at cost',
  room: 'shop_id room_id title about language status starts_at slow_seconds last_number created_at',
  price_list: 'shop_id price_list_id name currency groups companies starts_at ends_at version created_at updated_at',
  price_list_entry: 'shop_id price_list_id variant_id min_quantity amount',
  promotion:
    'shop_id promotion_id name names rule by_code status starts_at ends_at most_uses most_uses_per_person budget spent uses version created_at updated_at',
  promotion_code: 'shop_id code promotion_id single_use used_by batch position created_at',
  gift_card:
    'shop_id gift_card_id code_hash last_four currency amount balance status expires_at order_id line_id number created_at',
  gift_card_move: 'shop_id gift_card_id position kind amount payment_id at',
  promotion_use: 'shop_id promotion_id cart_id code currency amount state used_at',
  location: 'shop_id location_id name',
  stock: 'shop_id variant_id location_id on_hand reserved',
  feed_run: 'shop_id feed_run_id name language currency rows imported unchanged withdrawn problems started_at ended_at',
  cart_line: 'shop_id line_id cart_id variant_id quantity version position added_by created_at',
  cart_history: 'shop_id cart_id version actor before at',
  order_line:
    'shop_id line_id order_id variant_id product_id sku feed_id title options quantity unit_price total discount vat picture position',
  order_event: 'shop_id order_id position from_status to_status actor reason at',
  reservation: 'shop_id reservation_id order_id variant_id location_id quantity state expires_at',
  payment:
    'shop_id payment_id order_id provider currency amount status authorised captured refunded disputed provider_reference reference due_on provider_version redirect_url look_at looks created_at updated_at',
  payment_news: 'shop_id provider event_id payment_id at',
  reconciliation: 'shop_id run_id asked at looked mended faults',
  fulfilment: 'shop_id fulfilment_id order_id status tracking packed_at shipped_at delivered_at',
  fulfilment_line: 'shop_id fulfilment_id line_id quantity',
  return_line: 'shop_id return_id line_id quantity amount variant_id accepted restocked',
  return_event: 'shop_id return_id position from_status to_status actor reason at',
  document: 'shop_id document_id kind number order_id currency total vat body issued_at',
  payment_provider: 'shop_id provider enabled settings sealed position updated_at',
  refund: 'shop_id refund_id payment_id amount status reason actor created_at ended_at',
  sandbox_payment: 'shop_id payment_id state',
  review_request: 'shop_id order_id due_at done_at outcome',
  article: 'shop_id article_id slug language topic title body keywords status revision updated_at',
  inbox: 'shop_id inbox_id channel name settings sealed enabled poll_cursor poll_lease poll_leased_until',
  change: 'shop_id conversation_id desk_number shopper_number kind message_id data at',
  talk_record:
    'shop_id conversation_id round channel language visitor_id person_id started_at handed_over_at first_answer_at last_said_at resolved_at agent_id team_id',
  fact: 'shop_id fact_id metric at day hour value business_value weight conversation_id agent_id team_id channel language reason is_rolled',
  rollup: 'shop_id level period metric dimension key n total business_n business_total histogram business_histogram',
  saved_view: 'shop_id view_id name owner_id team_id for_all filter position created_at',
  macro: 'shop_id macro_id name shortcut texts actions owner_id for_all used created_at',
  mention: 'shop_id account_id message_id conversation_id at seen_at',
  satisfaction: 'shop_id satisfaction_id conversation_id agent_id team_id asked_at score answered_at',
  conversation_link: 'shop_id conversation_id into_id linked_by at',
  team: 'shop_id team_id name position channels languages reasons skills overflow_team_id overflow_after_seconds hours service_levels created_at',
  team_member: 'shop_id team_id account_id',
  desk_agent:
    'shop_id account_id status status_since seen_at capacity channel_capacity languages skills last_assigned_at',
  desk_case:
    'shop_id conversation_id team_id priority tags queued_epoch queued_at assigned_at last_agent_id told_position promised_at first_answered_at resolved_at due_from answer_due_at answer_warns_at resolution_due_at resolution_warns_at told mail_due_at mailed_seq',
  call: 'shop_id call_id conversation_id started_by mode state epoch agent_id rings round ring_until declined_by shopper_end desk_end shopper_seen_at desk_seen_at co_browsing last_signal look_at created_at accepted_at connected_at ended_at',
  call_settings: 'shop_id settings sealed',
  owed_turn: 'shop_id conversation_id owed_seq done_seq not_before lease leased_until attempts',
}

const named = (table: string, columns: string): string[] => columns.split(' ').map((column) => `${table}.${column}`)

/** What is said of each `table.column`. @public read by `npm run check` */
export const register: Record<string, 'none' | { purpose: string; retention: string }> = Object.fromEntries([
  ...Object.entries(impersonal).flatMap(([table, columns]) => named(table, columns).map((column) => [column, 'none'])),
  ...Object.entries(personal).flatMap(([table, { purpose, retention, columns, others }]) => [
    ...Object.keys(columns).map((column) => [`${table}.${column}`, { purpose, retention }]),
    ...named(table, others).map((column) => [column, 'none']),
  ]),
])
