// Written by `node tools/database-types.ts` from a migrated database; not edited by hand.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

type Timestamp = ColumnType<Date, Date | string, Date | string>
/** Parsed at the store that reads it; written as a JSON string. */
type Json = ColumnType<unknown, string, string>
type JsonWithDefault = ColumnType<unknown, string | undefined, string>
type TimestampWithDefault = ColumnType<Date, Date | string | undefined, Date | string>

export interface AccountTable {
  account_id: string
  email: string
  name: string
  password_hash: string
  created_at: TimestampWithDefault
}

export interface ApiKeyTable {
  shop_id: string
  api_key_id: string
  name: string
  hash: string
  scopes: string[]
  created_by: string | null
  created_at: TimestampWithDefault
  revoked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

export interface ApprovalTable {
  shop_id: string
  approval_id: string
  conversation_id: string
  proposal_id: string
  wish: Json
  asked_by: string
  asked_at: Timestamp
  state: Generated<string>
  decided_by: string | null
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

export interface ArticleTable {
  shop_id: string
  article_id: string
  slug: string
  language: string
  topic: string | null
  title: string
  body: string
  keywords: Generated<string[]>
  status: Generated<string>
  revision: number
  updated_at: Timestamp
}

export interface AttachmentTable {
  shop_id: string
  attachment_id: string
  owner: string
  conversation_id: string | null
  kind: string
  name: string
  media_type: string
  size: number
  width: number | null
  height: number | null
  url: string
  bytes: Buffer
  created_at: Timestamp
}

export interface AuditTable {
  shop_id: string
  audit_id: string
  at: TimestampWithDefault
  actor_kind: string
  actor_id: string | null
  action: string
  subject: string
  detail: JsonWithDefault
}

export interface BotTurnTable {
  shop_id: string
  turn_id: string
  conversation_id: string
  from_seq: number
  to_seq: number
  owner_epoch: number
  outcome: string
  readings: Json
  trace: Json
  ms: number
  at: Timestamp
}

export interface CallTable {
  shop_id: string
  call_id: string
  conversation_id: string
  started_by: string
  mode: string
  state: string
  epoch: Generated<number>
  agent_id: string | null
  rings: Generated<string[]>
  round: Generated<string>
  ring_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  declined_by: Generated<string[]>
  shopper_end: ColumnType<unknown, string | null | undefined, string | null>
  desk_end: ColumnType<unknown, string | null | undefined, string | null>
  shopper_seen_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  desk_seen_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  co_browsing: Generated<string>
  last_signal: Generated<number>
  look_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  created_at: Timestamp
  accepted_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  connected_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

export interface CallBackTable {
  shop_id: string
  call_back_id: string
  conversation_id: string
  at: Timestamp
  time_zone: string
  phone: string | null
  state: Generated<string>
  call_id: string | null
  created_at: Timestamp
}

export interface CallSettingsTable {
  shop_id: string
  settings: Json
  sealed: string | null
}

export interface CallSignalTable {
  shop_id: string
  call_id: string
  number: number
  conversation_id: string
  epoch: number
  from_side: string
  body: Json
}

export interface CartTable {
  shop_id: string
  cart_id: string
  visitor_id: string | null
  person_id: string | null
  currency: string
  language: string
  version: Generated<number>
  status: Generated<string>
  contact: ColumnType<unknown, string | null | undefined, string | null>
  address: ColumnType<unknown, string | null | undefined, string | null>
  delivery_id: string | null
  payment_id: string | null
  created_at: Timestamp
  updated_at: Timestamp
  codes: Generated<string[]>
  channel: Generated<string>
  gift_cards: Generated<string[]>
}

export interface CartHistoryTable {
  shop_id: string
  cart_id: string
  version: number
  actor: Json
  before: Json
  at: Timestamp
}

export interface CartLineTable {
  shop_id: string
  line_id: string
  cart_id: string
  variant_id: string
  quantity: number
  version: Generated<number>
  position: number
  added_by: Json
  created_at: Timestamp
}

export interface CatalogueChangeTable {
  shop_id: string
  change_id: string
  deed: Json
  same: number
  changes: Json
  state: string
  made_by: string
  created_at: Timestamp
  expires_at: Timestamp
}

export interface CategoryTable {
  shop_id: string
  category_id: string
  parent_id: string | null
  names: Json
  position: Generated<number>
}

export interface ChangeTable {
  shop_id: string
  conversation_id: string
  desk_number: number
  shopper_number: number | null
  kind: string
  message_id: string | null
  data: ColumnType<unknown, string | null | undefined, string | null>
  at: Timestamp
}

export interface CompanyTable {
  shop_id: string
  company_id: string
  name: string
  vat_number: string | null
  country: string
  currency: string
  credit_limit: number | null
  approval_above: number | null
  status: Generated<string>
  version: Generated<number>
  created_at: Timestamp
  updated_at: Timestamp
}

export interface CompanyApprovalTable {
  shop_id: string
  proposal_id: string
  company_id: string
  status: string
  asked_by: string
  decided_by: string | null
  asked_at: Timestamp
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

export interface CompanyMemberTable {
  shop_id: string
  company_id: string
  person_id: string
  role: string
  added_at: Timestamp
}

export interface CompanyOrderTable {
  shop_id: string
  order_id: string
  company_id: string
}

export interface ConsentTable {
  shop_id: string
  consent_id: string
  person_id: string
  purpose: string
  channel: string
  granted: boolean
  proof: JsonWithDefault
  at: TimestampWithDefault
}

export interface ConversationTable {
  shop_id: string
  conversation_id: string
  inbox_id: string
  visitor_id: string | null
  person_id: string | null
  address: string
  is_current: Generated<boolean>
  status: Generated<string>
  owner: Generated<string>
  owner_epoch: Generated<number>
  agent_id: string | null
  language: string
  currency: string
  cart_id: string | null
  last_seq: Generated<number>
  desk_changes: Generated<number>
  shopper_changes: Generated<number>
  dialogue: ColumnType<unknown, string | null | undefined, string | null>
  dialogue_version: Generated<number>
  awaits: ColumnType<unknown, string | null | undefined, string | null>
  last_text: Generated<string>
  last_sender: string | null
  last_message_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  last_heard_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  waiting_since: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  hand_over: ColumnType<unknown, string | null | undefined, string | null>
  snoozed_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  desk_seen_seq: Generated<number>
  shopper_seen_seq: Generated<number>
  created_at: Timestamp
}

export interface ConversationLinkTable {
  shop_id: string
  conversation_id: string
  into_id: string
  linked_by: string | null
  at: Timestamp
}

export interface CounterTable {
  shop_id: string
  name: string
  value: number
}

export interface DeskAgentTable {
  shop_id: string
  account_id: string
  status: Generated<string>
  status_since: Timestamp
  seen_at: Timestamp
  capacity: Generated<number>
  channel_capacity: JsonWithDefault
  languages: Generated<string[]>
  skills: Generated<string[]>
  last_assigned_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

export interface DeskCaseTable {
  shop_id: string
  conversation_id: string
  team_id: string | null
  priority: Generated<number>
  tags: Generated<string[]>
  queued_epoch: number | null
  queued_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  assigned_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  last_agent_id: string | null
  told_position: number | null
  promised_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  first_answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  resolved_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  due_from: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  answer_due_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  answer_warns_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  resolution_due_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  resolution_warns_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  told: Generated<string[]>
  mail_due_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  mailed_seq: Generated<number>
}

export interface DocumentTable {
  shop_id: string
  document_id: string
  kind: string
  number: number
  order_id: string
  currency: string
  total: number
  vat: number
  body: Json
  issued_at: Timestamp
}

export interface DraftTable {
  shop_id: string
  conversation_id: string
  account_id: string
  text: string
  is_note: Generated<boolean>
  updated_at: Timestamp
}

export interface ErasureTable {
  shop_id: string
  erasure_id: string
  persons: string[]
  due_at: Timestamp
  done_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

export interface EventTable {
  shop_id: string
  position: GeneratedAlways<number>
  tx: Generated<string>
  event_id: string
  type: string
  at: Timestamp
  person_id: string | null
  conversation_id: string | null
  subjects: Json
  data: Json
}

export interface EventCursorTable {
  consumer: string
  tx: string
  position: number
  lease: string | null
  leased_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

export interface FactTable {
  shop_id: string
  fact_id: string
  metric: string
  at: Timestamp
  day: string
  hour: number
  value: number
  business_value: number | null
  weight: Generated<number>
  conversation_id: string | null
  agent_id: string | null
  team_id: string | null
  channel: string | null
  language: string | null
  reason: string | null
  is_rolled: Generated<boolean>
}

export interface FeedRunTable {
  shop_id: string
  feed_run_id: string
  name: string
  language: string
  currency: string
  rows: number
  imported: number
  unchanged: number
  withdrawn: number
  problems: Json
  started_at: Timestamp
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

export interface FulfilmentTable {
  shop_id: string
  fulfilment_id: string
  order_id: string
  status: string
  tracking: ColumnType<unknown, string | null | undefined, string | null>
  packed_at: Timestamp
  shipped_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  delivered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

export interface FulfilmentLineTable {
  shop_id: string
  fulfilment_id: string
  line_id: string
  quantity: number
}

export interface GiftCardTable {
  shop_id: string
  gift_card_id: string
  code_hash: string
  last_four: string
  currency: string
  amount: number
  balance: number
  status: Generated<string>
  expires_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  order_id: string | null
  line_id: string | null
  number: number | null
  created_at: Timestamp
}

export interface GiftCardMoveTable {
  shop_id: string
  gift_card_id: string
  position: GeneratedAlways<number>
  kind: string
  amount: number
  payment_id: string | null
  at: Timestamp
}

export interface IdempotencyTable {
  shop_id: string
  principal: string
  route: string
  key: string
  digest: string
  state: string
  status: number | null
  answer: ColumnType<unknown, string | null | undefined, string | null>
  message_id: string | null
  created_at: Timestamp
}

export interface IdentityTable {
  shop_id: string
  identity_id: string
  person_id: string
  kind: string
  address: string
  verified_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  verified_by: string | null
  created_at: TimestampWithDefault
}

export interface InboxTable {
  shop_id: string
  inbox_id: string
  channel: string
  name: string
  settings: JsonWithDefault
  sealed: string | null
  enabled: Generated<boolean>
  poll_cursor: string | null
  poll_lease: string | null
  poll_leased_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

export interface LessonTable {
  shop_id: string
  lesson_id: string
  text: string
  language: string
  job: string
  conversation_id: string
  turn_id: string
  taught_by: string
  taught_at: Timestamp
}

export interface LocationTable {
  shop_id: string
  location_id: string
  name: string
}

export interface MacroTable {
  shop_id: string
  macro_id: string
  name: string
  shortcut: string
  texts: JsonWithDefault
  actions: JsonWithDefault
  owner_id: string
  for_all: Generated<boolean>
  used: Generated<number>
  created_at: Timestamp
}

export interface MailTable {
  shop_id: string
  mail_id: string
  kind: string
  person_id: string | null
  order_id: string | null
  to_address: string
  language: string
  subject: string
  body_text: string
  body_html: string
  state: string
  created_at: Timestamp
  sent_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

export interface MembershipTable {
  shop_id: string
  account_id: string
  role: string
  created_at: TimestampWithDefault
}

export interface MentionTable {
  shop_id: string
  account_id: string
  message_id: string
  conversation_id: string
  at: Timestamp
  seen_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

export interface MessageTable {
  shop_id: string
  message_id: string
  conversation_id: string
  seq: number
  sender_kind: string
  sender_id: string
  content: Json
  text: string
  said: ColumnType<unknown, string | null | undefined, string | null>
  for_desk_only: Generated<boolean>
  language: string | null
  client_id: string | null
  inbox_id: string
  provider_id: string | null
  turn_id: string | null
  delivery: Generated<string>
  created_at: Timestamp
  edited_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  deleted_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

export interface ModelCallTable {
  shop_id: string
  call_id: string
  at: Timestamp
  model: string
  outcome: string
  ms: number
  cost: number
}

export interface OneTimeCodeTable {
  shop_id: string
  code_id: string
  purpose: string
  subject: string
  code_hash: string
  tries: Generated<number>
  expires_at: Timestamp
  used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  created_at: TimestampWithDefault
}

export interface OrderEditTable {
  shop_id: string
  edit_id: string
  order_id: string
  payment_id: string
  wishes: Json
  difference: number
  rests_on: string
  actor: Json
  status: string
  made_at: Timestamp
}

export interface OrderEventTable {
  shop_id: string
  order_id: string
  position: GeneratedAlways<number>
  from_status: string | null
  to_status: string
  actor: Json
  reason: string | null
  at: Timestamp
}

export interface OrderLineTable {
  shop_id: string
  line_id: string
  order_id: string
  variant_id: string
  product_id: string
  sku: string
  feed_id: string | null
  title: string
  options: string
  quantity: number
  unit_price: number
  total: number
  picture: ColumnType<unknown, string | null | undefined, string | null>
  position: number
  discount: Generated<number>
  vat: Generated<number>
}

export interface OrdersTable {
  shop_id: string
  order_id: string
  number: string
  status: string
  cart_id: string | null
  proposal_id: string | null
  conversation_id: string | null
  visitor_id: string | null
  person_id: string | null
  language: string
  currency: string
  goods: number
  delivery: number
  discount: number
  vat: number
  total: number
  contact: ColumnType<unknown, string | null | undefined, string | null>
  address: ColumnType<unknown, string | null | undefined, string | null>
  delivery_method: ColumnType<unknown, string | null | undefined, string | null>
  tracking: ColumnType<unknown, string | null | undefined, string | null>
  placed_at: Timestamp
  discounts: JsonWithDefault
  reverse_charge: Generated<boolean>
}

export interface OutboxTable {
  shop_id: string
  outbox_id: string
  position: GeneratedAlways<number>
  lane: string
  kind: string
  conversation_id: string | null
  message_id: string | null
  mail_id: string | null
  owner_epoch: number | null
  data: JsonWithDefault
  delivery_key: string
  state: string
  attempts: Generated<number>
  not_before: Timestamp
  lease: string | null
  leased_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  error: string | null
  created_at: Timestamp
  done_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

export interface OwedTurnTable {
  shop_id: string
  conversation_id: string
  owed_seq: number
  done_seq: Generated<number>
  not_before: Timestamp
  lease: string | null
  leased_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  attempts: Generated<number>
}

export interface PaymentTable {
  shop_id: string
  payment_id: string
  order_id: string
  provider: string
  currency: string
  amount: number
  status: string
  authorised: Generated<number>
  captured: Generated<number>
  refunded: Generated<number>
  provider_reference: string | null
  reference: string | null
  due_on: string | null
  provider_version: Generated<number>
  redirect_url: string | null
  look_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  looks: Generated<number>
  created_at: Timestamp
  updated_at: Timestamp
  disputed: Generated<number>
}

export interface PaymentNewsTable {
  shop_id: string
  provider: string
  event_id: string
  payment_id: string
  at: Timestamp
}

export interface PaymentProviderTable {
  shop_id: string
  provider: string
  enabled: boolean
  settings: JsonWithDefault
  sealed: string | null
  position: Generated<number>
  updated_at: Timestamp
}

export interface PersonTable {
  shop_id: string
  person_id: string
  name: string | null
  email: string | null
  phone: string | null
  language: string | null
  time_zone: string | null
  address: ColumnType<unknown, string | null | undefined, string | null>
  attributes: JsonWithDefault
  merged_into: string | null
  erased_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  created_at: TimestampWithDefault
}

export interface PriceTable {
  shop_id: string
  variant_id: string
  currency: string
  amount: number
  compare_at: number | null
  cost: number | null
}

export interface PriceListTable {
  shop_id: string
  price_list_id: string
  name: string
  currency: string
  groups: Generated<string[]>
  companies: Generated<string[]>
  starts_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  ends_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  version: Generated<number>
  created_at: Timestamp
  updated_at: Timestamp
}

export interface PriceListEntryTable {
  shop_id: string
  price_list_id: string
  variant_id: string
  min_quantity: Generated<number>
  amount: number
}

export interface ProductTable {
  shop_id: string
  product_id: string
  handle: string
  feed_id: string | null
  texts: Json
  brand: string | null
  categories: Generated<string[]>
  options: JsonWithDefault
  attributes: JsonWithDefault
  dimensions: ColumnType<unknown, string | null | undefined, string | null>
  images: JsonWithDefault
  drawing: ColumnType<unknown, string | null | undefined, string | null>
  vat_class: Generated<string>
  freight: Generated<boolean>
  popularity: Generated<number>
  status: Generated<string>
  revision: number
  created_at: Timestamp
  updated_at: Timestamp
}

export interface ProductQuestionTable {
  shop_id: string
  question_id: string
  product_id: string
  visitor_id: string
  language: string
  body: string
  status: string
  reason: string | null
  answer: string | null
  answered_by: string | null
  answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  version: Generated<number>
  created_at: Timestamp
  updated_at: Timestamp
}

export interface PromotionTable {
  shop_id: string
  promotion_id: string
  name: string
  names: JsonWithDefault
  rule: Json
  by_code: boolean
  status: Generated<string>
  starts_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  ends_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  most_uses: number | null
  most_uses_per_person: number | null
  budget: ColumnType<unknown, string | null | undefined, string | null>
  spent: JsonWithDefault
  uses: Generated<number>
  version: Generated<number>
  created_at: Timestamp
  updated_at: Timestamp
}

export interface PromotionCodeTable {
  shop_id: string
  code: string
  promotion_id: string
  single_use: boolean
  used_by: string | null
  batch: string | null
  position: GeneratedAlways<number>
  created_at: Timestamp
}

export interface PromotionUseTable {
  shop_id: string
  promotion_id: string
  cart_id: string
  code: string | null
  currency: string
  amount: number
  state: string
  used_at: Timestamp
}

export interface ProofTable {
  shop_id: string
  conversation_id: string
  email: string
  person_id: string
  proved_at: Timestamp
  valid_until: Timestamp
}

export interface ProposalTable {
  shop_id: string
  proposal_id: string
  kind: string
  cart_id: string | null
  conversation_id: string | null
  body: Json
  versions: Json
  digest: string
  status: Generated<string>
  made_by: Json
  confirmed_by: ColumnType<unknown, string | null | undefined, string | null>
  result_id: string | null
  expires_at: Timestamp
  created_at: Timestamp
}

export interface QuoteTable {
  shop_id: string
  quote_id: string
  number: string
  company_id: string
  person_id: string
  currency: string
  language: string
  note: Generated<string>
  status: string
  valid_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  price_list_id: string | null
  version: Generated<number>
  created_at: Timestamp
  updated_at: Timestamp
  conversation_id: string | null
}

export interface QuoteLineTable {
  shop_id: string
  quote_id: string
  variant_id: string
  position: number
  quantity: number
  unit_price: number | null
}

export interface ReconciliationTable {
  shop_id: string
  run_id: string
  asked: boolean
  at: Timestamp
  looked: number
  mended: Json
  faults: Json
}

export interface RefundTable {
  shop_id: string
  refund_id: string
  payment_id: string
  amount: number
  status: string
  reason: string | null
  actor: Json
  created_at: Timestamp
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

export interface ReservationTable {
  shop_id: string
  reservation_id: string
  order_id: string
  variant_id: string
  location_id: string
  quantity: number
  state: string
  expires_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

export interface ReturnEventTable {
  shop_id: string
  return_id: string
  position: GeneratedAlways<number>
  from_status: string | null
  to_status: string
  actor: Json
  reason: string | null
  at: Timestamp
}

export interface ReturnLineTable {
  shop_id: string
  return_id: string
  line_id: string
  quantity: number
  amount: number
  variant_id: string | null
  accepted: number | null
  restocked: number | null
}

export interface ReturnRequestTable {
  shop_id: string
  return_id: string
  number: string
  order_id: string
  person_id: string | null
  visitor_id: string | null
  conversation_id: string | null
  kind: string
  wish: string
  status: string
  reason: string
  note: string | null
  photos: JsonWithDefault
  label: ColumnType<unknown, string | null | undefined, string | null>
  goods: number
  delivery: Generated<number>
  cost: Generated<number>
  refunded: Generated<number>
  replacement_id: string | null
  created_at: Timestamp
  updated_at: Timestamp
}

export interface ReviewTable {
  shop_id: string
  review_id: string
  product_id: string
  order_id: string
  person_id: string | null
  writer: string
  author: Generated<string>
  language: string
  stars: number
  title: Generated<string>
  body: Generated<string>
  aspects: JsonWithDefault
  status: string
  reason: string | null
  answer: string | null
  answered_by: string | null
  answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  version: Generated<number>
  created_at: Timestamp
  updated_at: Timestamp
}

export interface ReviewRequestTable {
  shop_id: string
  order_id: string
  due_at: Timestamp
  done_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  outcome: string | null
}

export interface RollupTable {
  shop_id: string
  level: string
  period: string
  metric: string
  dimension: string
  key: string
  n: number
  total: number
  business_n: number
  business_total: number
  histogram: Json
  business_histogram: Json
}

export interface RoomTable {
  shop_id: string
  room_id: string
  title: string
  about: Generated<string>
  language: string
  status: string
  starts_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  slow_seconds: Generated<number>
  last_number: Generated<number>
  created_at: Timestamp
}

export interface RoomEntryTable {
  shop_id: string
  room_id: string
  number: number
  at: Timestamp
  kind: string
  visitor_id: string | null
  account_id: string | null
  name: Generated<string>
  text: Generated<string>
  about: number | null
  variant_id: string | null
  product_id: string | null
  client_id: string | null
  hidden_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  unpinned_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

export interface RoomMemberTable {
  shop_id: string
  room_id: string
  visitor_id: string
  name: string
  joined_at: Timestamp
  said_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  banned_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

export interface RoomReminderTable {
  shop_id: string
  reminder_id: string
  room_id: string
  visitor_id: string
  email: string
  language: string
  asked_at: Timestamp
  mailed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

export interface SandboxPaymentTable {
  shop_id: string
  payment_id: string
  state: Json
}

export interface SatisfactionTable {
  shop_id: string
  satisfaction_id: string
  conversation_id: string
  agent_id: string | null
  team_id: string | null
  asked_at: Timestamp
  score: number | null
  answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

export interface SavedViewTable {
  shop_id: string
  view_id: string
  name: string
  owner_id: string
  team_id: string | null
  for_all: Generated<boolean>
  filter: Json
  position: Generated<number>
  created_at: Timestamp
}

export interface ScheduledMessageTable {
  shop_id: string
  scheduled_id: string
  conversation_id: string
  account_id: string
  text: string
  send_at: Timestamp
  state: Generated<string>
  created_at: Timestamp
}

export interface SearchSynonymTable {
  shop_id: string
  language: string
  groups: Json
}

export interface SessionTable {
  session_hash: string
  account_id: string
  created_at: TimestampWithDefault
  expires_at: Timestamp
}

export interface SetAsideEventTable {
  shop_id: string
  consumer: string
  event_id: string
  attempts: number
  not_before: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  fault: string
  set_aside_at: Timestamp
}

export interface SettledTurnTable {
  shop_id: string
  turn_id: string
  how: string
  settled_by: string
  settled_at: Timestamp
}

export interface ShopTable {
  shop_id: string
  handle: string
  name: string
  settings: Json
  catalogue_revision: Generated<number>
  created_at: TimestampWithDefault
}

export interface ShopModelTable {
  shop_id: string
  model: string
  enabled: boolean
  settings: JsonWithDefault
  sealed: string | null
  input_price: number
  output_price: number
  monthly_budget: number
  time_limit_ms: number
  updated_at: Timestamp
}

export interface SignInAttemptTable {
  subject: string
  at: TimestampWithDefault
}

export interface StockTable {
  shop_id: string
  variant_id: string
  location_id: string
  on_hand: number
  reserved: Generated<number>
}

export interface StockAlertTable {
  shop_id: string
  alert_id: string
  variant_id: string
  visitor_id: string | null
  email: string
  language: string
  asked_at: Timestamp
  mailed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

export interface StoreCreditTable {
  shop_id: string
  return_id: string
  order_id: string
  amount: number
  gift_card_id: string | null
  given_at: Timestamp
}

export interface TalkRecordTable {
  shop_id: string
  conversation_id: string
  round: Generated<number>
  channel: string
  language: string
  visitor_id: string | null
  person_id: string | null
  started_at: Timestamp
  handed_over_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  first_answer_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  last_said_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  resolved_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  agent_id: string | null
  team_id: string | null
}

export interface TeachingTable {
  shop_id: string
  teaching_id: string
  number: number
  state: string
  made_by: string
  made_at: Timestamp
  finished_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  live_since: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  leased_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  attempts: Generated<number>
  lessons: Generated<number>
  base: string | null
  delta: ColumnType<unknown, string | null | undefined, string | null>
  scores: JsonWithDefault
  changed: JsonWithDefault
}

export interface TeamTable {
  shop_id: string
  team_id: string
  name: string
  position: Generated<number>
  channels: Generated<string[]>
  languages: Generated<string[]>
  reasons: Generated<string[]>
  skills: Generated<string[]>
  overflow_team_id: string | null
  overflow_after_seconds: Generated<number>
  hours: ColumnType<unknown, string | null | undefined, string | null>
  service_levels: ColumnType<unknown, string | null | undefined, string | null>
  created_at: Timestamp
}

export interface TeamMemberTable {
  shop_id: string
  team_id: string
  account_id: string
}

export interface VariantTable {
  shop_id: string
  variant_id: string
  product_id: string
  sku: string
  feed_id: string | null
  gtin: string | null
  options: JsonWithDefault
  swatch: string | null
  images: JsonWithDefault
  position: Generated<number>
  status: Generated<string>
  sold_as: Generated<string>
  source: JsonWithDefault
  expected_on: string | null
}

export interface VisitTable {
  shop_id: string
  visit_id: string
  visitor_id: string | null
  page: string
  language: string
  is_returning: boolean
  since: Timestamp
  seen_at: Timestamp
  handed_token: string | null
  joined_conversation: string | null
}

export interface VisitorTable {
  shop_id: string
  visitor_id: string
  token_hash: string
  person_id: string | null
  language: string | null
  currency: string | null
  first_seen_at: TimestampWithDefault
  last_seen_at: TimestampWithDefault
  time_zone: string | null
}

export interface WidgetKeyTable {
  shop_id: string
  widget_key: string
  allowed_origins: Generated<string[]>
}

export interface WishTable {
  shop_id: string
  visitor_id: string
  product_id: string
  variant_id: string | null
  saved_at: Timestamp
}

export interface Tables {
  account: AccountTable
  api_key: ApiKeyTable
  approval: ApprovalTable
  article: ArticleTable
  attachment: AttachmentTable
  audit: AuditTable
  bot_turn: BotTurnTable
  call: CallTable
  call_back: CallBackTable
  call_settings: CallSettingsTable
  call_signal: CallSignalTable
  cart: CartTable
  cart_history: CartHistoryTable
  cart_line: CartLineTable
  catalogue_change: CatalogueChangeTable
  category: CategoryTable
  change: ChangeTable
  company: CompanyTable
  company_approval: CompanyApprovalTable
  company_member: CompanyMemberTable
  company_order: CompanyOrderTable
  consent: ConsentTable
  conversation: ConversationTable
  conversation_link: ConversationLinkTable
  counter: CounterTable
  desk_agent: DeskAgentTable
  desk_case: DeskCaseTable
  document: DocumentTable
  draft: DraftTable
  erasure: ErasureTable
  event: EventTable
  event_cursor: EventCursorTable
  fact: FactTable
  feed_run: FeedRunTable
  fulfilment: FulfilmentTable
  fulfilment_line: FulfilmentLineTable
  gift_card: GiftCardTable
  gift_card_move: GiftCardMoveTable
  idempotency: IdempotencyTable
  identity: IdentityTable
  inbox: InboxTable
  lesson: LessonTable
  location: LocationTable
  macro: MacroTable
  mail: MailTable
  membership: MembershipTable
  mention: MentionTable
  message: MessageTable
  model_call: ModelCallTable
  one_time_code: OneTimeCodeTable
  order_edit: OrderEditTable
  order_event: OrderEventTable
  order_line: OrderLineTable
  orders: OrdersTable
  outbox: OutboxTable
  owed_turn: OwedTurnTable
  payment: PaymentTable
  payment_news: PaymentNewsTable
  payment_provider: PaymentProviderTable
  person: PersonTable
  price: PriceTable
  price_list: PriceListTable
  price_list_entry: PriceListEntryTable
  product: ProductTable
  product_question: ProductQuestionTable
  promotion: PromotionTable
  promotion_code: PromotionCodeTable
  promotion_use: PromotionUseTable
  proof: ProofTable
  proposal: ProposalTable
  quote: QuoteTable
  quote_line: QuoteLineTable
  reconciliation: ReconciliationTable
  refund: RefundTable
  reservation: ReservationTable
  return_event: ReturnEventTable
  return_line: ReturnLineTable
  return_request: ReturnRequestTable
  review: ReviewTable
  review_request: ReviewRequestTable
  rollup: RollupTable
  room: RoomTable
  room_entry: RoomEntryTable
  room_member: RoomMemberTable
  room_reminder: RoomReminderTable
  sandbox_payment: SandboxPaymentTable
  satisfaction: SatisfactionTable
  saved_view: SavedViewTable
  scheduled_message: ScheduledMessageTable
  search_synonym: SearchSynonymTable
  session: SessionTable
  set_aside_event: SetAsideEventTable
  settled_turn: SettledTurnTable
  shop: ShopTable
  shop_model: ShopModelTable
  sign_in_attempt: SignInAttemptTable
  stock: StockTable
  stock_alert: StockAlertTable
  store_credit: StoreCreditTable
  talk_record: TalkRecordTable
  teaching: TeachingTable
  team: TeamTable
  team_member: TeamMemberTable
  variant: VariantTable
  visit: VisitTable
  visitor: VisitorTable
  widget_key: WidgetKeyTable
  wish: WishTable
}
