import type { Database } from '../db/database.ts'
import { seedTorget } from '../demo/seed-torget.ts'
import { accountOfEmail, createAccount, createShop, join, shopOfHandle } from '../identity/index.ts'
import { orThrow } from '../kernel/refusals.ts'

/** The demo's way in. It is shown on the sign-in page, so it is made only where a demo is wanted. */
export const demoLogin = { email: 'anna@torget.example', password: 'welcome to torget' }

/** The demo shop, once: what is there already is left as it is. */
export async function seedDemo(db: Database, progress: (text: string) => void): Promise<string> {
  const known = await shopOfHandle(db, 'torget')
  const shopId = known ?? orThrow(await createShop(db, { handle: 'torget', name: 'Torget' })).shopId
  if (!known) progress('Stocking the demo shop (once) …')
  await seedTorget(db, shopId)
  for (const [email, name, role] of [
    [demoLogin.email, 'Anna Lind', 'owner'],
    ['bjorn@torget.example', 'Björn Ek', 'agent'],
  ] as const) {
    const account =
      (await accountOfEmail(db, email)) ??
      orThrow(await createAccount(db, { email, name, password: demoLogin.password }))
    await db.inShop(shopId, (tx) => join(tx, account.id, role))
  }
  return shopId
}
