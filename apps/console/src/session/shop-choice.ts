import type { Session } from './session.ts'

const place = 'parley.shop'

/** The shop last worked in, where the account still belongs to it, else its first. */
export function chosenShop({ memberships }: Session): string | undefined {
  const kept = localStorage.getItem(place)
  return (memberships.find(({ shopId }) => shopId === kept) ?? memberships[0])?.shopId
}

export function rememberShop(shopId: string): void {
  localStorage.setItem(place, shopId)
}
