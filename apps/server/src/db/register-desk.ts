import type { PersonalTable } from './register.ts'

/** The desk's part of the register: what passes between shoppers and the shop's people besides conversations. */
export const deskPersonal: Record<string, PersonalTable> = {
  attachment: {
    purpose: 'to show each other pictures, papers and sounds in a conversation',
    retention: 'as the conversation; a day where it was never said',
    tiedBy: 'conversation',
    erase: 'delete',
    columns: { owner: "''", name: "'file'", url: "''", bytes: "''" },
    others: 'shop_id attachment_id conversation_id kind media_type size width height created_at',
  },
  lesson: {
    purpose: 'to teach the bot what shoppers of this shop mean',
    retention: 'until it is withdrawn, or as the conversation',
    tiedBy: 'conversation',
    erase: 'delete',
    columns: { text: "''" },
    others: 'shop_id lesson_id language job conversation_id turn_id taught_by taught_at',
  },
  approval: {
    purpose: 'to let somebody allow what an agent may not give by herself',
    retention: 'as the conversation',
    tiedBy: 'conversation',
    columns: { wish: "'{}'" },
    others: 'shop_id approval_id conversation_id proposal_id asked_by asked_at state decided_by decided_at',
  },
  visit: {
    purpose: 'to see who is in the shop now and to help her',
    retention: 'one minute after she was last seen',
    tiedBy: 'visitor',
    erase: 'delete',
    columns: { page: "''", handed_token: 'null' },
    others: 'shop_id visit_id visitor_id language is_returning since seen_at joined_conversation',
  },
  room_member: {
    purpose: 'to talk in a room under a name of her choice',
    retention: 'two years',
    tiedBy: 'visitor',
    columns: { name: 'visitor_id' },
    others: 'shop_id room_id visitor_id joined_at said_at banned_at',
  },
  room_reminder: {
    purpose: 'to tell once by mail that a room opens',
    retention: 'as the room',
    tiedBy: 'visitor',
    erase: 'delete',
    columns: { email: "''" },
    others: 'shop_id reminder_id room_id visitor_id language asked_at mailed_at',
  },
  room_entry: {
    purpose: 'to talk in a room, and to read it again later',
    retention: 'two years',
    tiedBy: 'visitor',
    columns: { name: "''", text: "''", client_id: 'null' },
    others: 'shop_id room_id number at kind visitor_id account_id about variant_id product_id hidden_at unpinned_at',
  },
}
