/** Versions of what a shop has taught its bot, and the words its search takes for one: nothing in them is about anybody. */
export const learningImpersonal: Record<string, string> = {
  search_synonym: 'shop_id language groups',
  settled_turn: 'shop_id turn_id how settled_by settled_at',
  teaching:
    'shop_id teaching_id number state made_by made_at finished_at live_since leased_until attempts lessons base delta scores changed',
}
