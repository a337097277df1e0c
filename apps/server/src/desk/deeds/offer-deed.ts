import { createHash } from 'node:crypto'
import {
  type Cart,
  type DeskDeed,
  deskDeed,
  type PromotionDraft,
  type Proposal,
  promotionDraft,
} from '@parley/contracts'
import { formatMoney } from '@parley/engine'
import { z } from 'zod'
import { endProposal, readProposal, writeProposal } from '../../commerce/checkout/index.ts'
import { addCode, createPromotion, newCode, tryOut } from '../../commerce/promotions/index.ts'
import { readShop } from '../../identity/index.ts'
import { granted, type Outcome, orThrow, refuse } from '../../kernel/refusals.ts'
import { deskText } from '../desk-texts.ts'
import { talkCart } from '../talk-cart.ts'
import { actorIn, type DeedScene } from './deed-scene.ts'

export type Offer = Extract<DeskDeed, { do: 'offer' }>

export const offerKind = 'desk-offer'
const minutes = 30
const terms = z.object({ wish: z.string(), until: z.string() })

/** Shows what an offer would take off her cart. Refused: `offer.empty_cart`, `offer.no_help` where something else already takes off more. */
export async function proposeOffer(scene: DeedScene, wish: Offer): Promise<Outcome<Proposal>> {
  const { tx, row, rules } = scene
  const cart = await cartIn(scene)
  if (cart.lines.length === 0) return refuse('offer.empty_cart', 'There is nothing in her cart to take something off.')
  const until = new Date(tx.now.getTime() + rules.offerDays * 86_400_000)
  const saved = await savedBy(scene, cart, await draftOf(scene, wish, until))
  if (!saved.ok) return saved
  const off = { amount: saved.value, currency: cart.currency }
  const after = { amount: cart.totals.total.amount - off.amount, currency: cart.currency }
  const show = (money: typeof off) => formatMoney(money, 'en')
  const body: Proposal = {
    id: tx.id('prp'),
    kind: offerKind,
    status: 'open',
    summary: [
      {
        label: 'Offer',
        value: 'percent' in wish.off ? `${percentOf(wish.off.percent, 'en')} off` : `${show(off)} off`,
      },
      { label: 'Her basket', value: cart.lines.map((line) => `${line.quantity} × ${line.title}`).join(', ') },
      { label: 'Taken off now', value: show(off), amount: off },
      { label: 'She pays then', value: show(after), amount: after },
      { label: 'Holds until', value: dayOf(until, 'en', await zoneOf(scene)) },
    ],
    total: off,
    action: `Give ${show(off)} off`,
    versions: { cart: cart.id, cartVersion: cart.version, wish: JSON.stringify(wish), until: until.toISOString() },
    expiresAt: new Date(tx.now.getTime() + minutes * 60_000).toISOString(),
  }
  const made = { body, cartId: null, conversationId: row.conversation_id, digest: digestOf(cart), by: actorIn(scene) }
  await writeProposal(tx, made)
  return granted(body)
}

/** Gives it: a code for one use, put into her cart. Refused: `proposal.superseded` where the cart is not what was shown. */
export async function giveOffer(
  scene: DeedScene,
  proposalId: string,
): Promise<Outcome<{ promotionId: string; off: string; until: string }>> {
  const { tx, row } = scene
  const found = await readProposal(tx, proposalId)
  const kept = terms.safeParse(found?.body.versions)
  if (!found || !kept.success) return refuse('proposal.not_found', 'There is no such proposal.')
  const wish = deskDeed.parse(JSON.parse(kept.data.wish))
  if (wish.do !== 'offer') return refuse('proposal.not_found', 'There is no such proposal.')
  if (found.status === 'expired') return refuse('proposal.expired', 'The proposal has expired.')
  const before = await cartIn(scene)
  if (found.status !== 'open' || found.digest !== digestOf(before))
    return refuse('proposal.superseded', 'Something has changed since this was shown.')
  const until = new Date(kept.data.until)
  const promotion = await createPromotion(tx, await draftOf(scene, wish, until))
  const code = newCode('', scene.random)
  orThrow(await addCode(tx, { promotionId: promotion.id, code, singleUse: true }))
  const applied = await (await talkCart(tx, row, actorIn(scene))).applyCode(code)
  if (!applied.ok) return applied
  const took = before.totals.total.amount - applied.value.totals.total.amount
  if (took !== found.body.total?.amount)
    return refuse('proposal.superseded', 'Something has changed since this was shown.')
  await endProposal(tx, proposalId, { status: 'confirmed', by: actorIn(scene), resultId: promotion.id })
  const { language } = row
  return granted({
    promotionId: promotion.id,
    off: offInWords(wish, before.currency, language),
    until: dayOf(until, language, await zoneOf(scene)),
  })
}

/** How much of the goods it is, in hundredths of a per cent: what the agent's limit is held against. */
export async function shareOf(scene: DeedScene, proposal: Proposal): Promise<number> {
  const { totals } = await cartIn(scene)
  const off = proposal.total?.amount ?? 0
  return totals.goods.amount > 0 ? Math.round((off * 10_000) / totals.goods.amount) : 10_000
}

async function cartIn(scene: DeedScene): Promise<Cart> {
  return (await talkCart(scene.tx, scene.row, actorIn(scene))).view()
}

async function draftOf(scene: DeedScene, { off }: Offer, until: Date): Promise<PromotionDraft> {
  const { currency } = await cartIn(scene)
  const { settings } = await readShop(scene.tx)
  const named = (language: string) =>
    deskText(language, 'offer.name', { off: offInWords({ do: 'offer', off }, currency, language) })
  return promotionDraft.parse({
    name: `${named('en')} (${scene.agent.name})`.slice(0, 120),
    names: Object.fromEntries(settings.languages.map((language) => [language, named(language)])),
    byCode: true,
    rule: {
      action:
        'percent' in off
          ? { kind: 'percent', percent: off.percent }
          : { kind: 'fixed', amounts: { [currency]: off.amount } },
      stacking: { kind: 'best_of', group: 'codes' },
    },
    endsAt: until.toISOString(),
    mostUses: 1,
  })
}

/** What the offer would take off the cart as it stands, by the reckoning that every cart goes through. */
async function savedBy(scene: DeedScene, cart: Cart, draft: PromotionDraft): Promise<Outcome<number>> {
  const question = {
    currency: cart.currency,
    lines: cart.lines.map(({ variantId, quantity }) => ({ variantId, quantity })),
    codes: (cart.codes ?? []).map(({ code }) => code),
    buyer: { channel: 'web', country: null, postalCode: null, vatNumber: null, ...personOf(scene) },
    delivery: null,
  }
  const before = await tryOut(scene.tx, question, 'en')
  if (!before.ok) return before
  const after = await tryOut(scene.tx, { ...question, promotion: { ...draft, byCode: false } }, 'en')
  if (!after.ok) return after
  const saved = before.value.totals.total.amount - after.value.totals.total.amount
  const own = after.value.promotions.find(({ promotionId }) => promotionId === 'draft')
  if (own?.applied && saved > 0) return granted(saved)
  const [why] = own?.reasons ?? []
  return refuse('offer.no_help', why?.message ?? 'Something else in her cart takes off more already.', { path: 'off' })
}

const personOf = ({ row }: DeedScene): { personId?: string } => (row.person_id ? { personId: row.person_id } : {})
const zoneOf = async ({ tx }: DeedScene): Promise<string> => (await readShop(tx)).settings.timeZone

const percentOf = (hundredths: number, language: string): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 }).format(hundredths / 10_000)

const offInWords = ({ off }: Offer, currency: string, language: string): string =>
  'percent' in off ? percentOf(off.percent, language) : formatMoney({ amount: off.amount, currency }, language)

const dayOf = (at: Date, language: string, timeZone: string): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { day: 'numeric', month: 'long', timeZone }).format(
    at,
  )

const digestOf = (cart: Cart): string =>
  createHash('sha256')
    .update(JSON.stringify([cart.id, cart.version, cart.totals.total.amount]))
    .digest('base64url')
