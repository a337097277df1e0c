/** What a key may be allowed, as an owner would say it. */
export const scopes: readonly { scope: string; label: string }[] = [
  { scope: 'conversations:read', label: 'Read conversations' },
  { scope: 'conversations:write', label: 'Speak for shoppers' },
  { scope: 'carts:read', label: 'Read baskets' },
  { scope: 'carts:write', label: 'Change baskets' },
  { scope: 'orders:read', label: 'Read orders and mails' },
  { scope: 'orders:write', label: 'Change orders' },
  { scope: 'catalogue:read', label: 'Read products' },
  { scope: 'catalogue:write', label: 'Change products, import feeds' },
  { scope: 'people:read', label: 'Read customers' },
  { scope: 'people:write', label: 'Change and erase customers' },
  { scope: 'desk', label: 'Work at the desk' },
  { scope: 'understanding', label: 'Ask how a sentence is read' },
  { scope: 'settings', label: 'Change settings' },
]
