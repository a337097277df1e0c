/** A thing on the shelves of a shop under test. */
export interface Ware {
  /** Feed id, SKU and address in one. */
  id: string
  title: string
  /** In euro, as feeds say it. */
  price: string
  units: number
}

/** How far a step got. */
export interface Paid {
  paid: boolean
  /** The shop's own word for its no; null where it said yes. */
  refusal: string | null
}

/** One guest in a shop, step by step, as her browser would ask. */
export interface Buyer {
  /** Reads the page of a product. */
  look(ware: Ware): Promise<void>
  /** Puts one of it into her cart; the first time she arrives, too. */
  add(ware: Ware): Promise<Paid>
  /** Says who she is and where it goes, chooses delivery and payment, says yes, pays. */
  checkOut(email: string): Promise<Paid>
  leave(): void
}

export interface Store {
  name: 'parley' | 'vendure'
  /** The processes that serve it, but for Postgres. */
  pids: readonly number[]
  buyer(): Buyer
  /** What can still be sold of it, as the shopkeeper sees it. */
  stockOf(ware: Ware): Promise<{ left: number }>
  close(): Promise<void>
}
