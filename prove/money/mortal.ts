import type { Database } from '../../apps/server/src/db/database.ts'

class Killed extends Error {
  constructor() {
    super('the process was killed')
  }
}

/**
 * The database as a process sees it that will be killed: after so many transactions nothing it begins is begun. What it did outside in
 * between has happened, as it has when a real one is killed.
 */
function mortal(db: Database, transactions: number): Database {
  let left = transactions
  const live = async <T>(work: () => Promise<T>): Promise<T> => {
    left -= 1
    if (left < 0) throw new Killed()
    return work()
  }
  return {
    ...db,
    inShop: (shopId, work) => live(() => db.inShop(shopId, work)),
    outside: (work) => live(() => db.outside(work)),
  }
}

/** Does it in a process that dies after so many transactions; whether it died. */
export async function killedAfter(
  db: Database,
  transactions: number,
  work: (db: Database) => Promise<unknown>,
): Promise<boolean> {
  try {
    await work(mortal(db, transactions))
    return false
  } catch (error) {
    if (error instanceof Killed) return true
    throw error
  }
}
