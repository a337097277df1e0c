import { createHash } from 'node:crypto'
import type { Actor, LanguageTag, Order, Proposal } from '@parley/contracts'
import type { ConsentPurpose, DataSummary, PrivacyFacet } from '@parley/sdk'
import { sql } from 'kysely'
import { endProposal, readProposal, writeProposal } from '../commerce/checkout/index.ts'
import { countAlerts, readWishes } from '../commerce/wishes/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'
import { identify, isVerified, personOf, provedPersons, readPerson, readVisitor, standingOf } from '../people/index.ts'
import { readConsents, writeConsent } from './consents.ts'
import { oweErasure, readErasure } from './erasure.ts'
import { memoryOf } from './memory.ts'
import { inPrivacyWords, sayOfPrivacy } from './privacy-texts.ts'

const minutes = 30
const kind = 'erase-person'

export interface PrivacyCall {
  tx: ShopTransaction
  language: LanguageTag
  conversationId: string
  personId: string | null
  visitorId: string | null
  actor: Actor
  /** The orders that may be told in this conversation. */
  orders: () => Promise<readonly Order[]>
}

/** What the shop knows of the shopper, what she has agreed to, and her right to be forgotten. */
export function privacyFacet(call: PrivacyCall): PrivacyFacet {
  const { tx } = call
  const verified = async () => isVerified(await standingOf(tx, call))
  const consents = async () => readConsents(tx, await selves(call))
  return {
    verified,
    consents,
    setConsent: (purpose, granted) => setConsent(call, purpose, granted),
    memory: async () => ((await consents()).advice ? await memoryOf(tx, await call.orders()) : null),
    summary: async () => ((await verified()) ? granted(await summarise(call, await consents())) : unverified(call)),
    proposeErase: async () => ((await verified()) ? granted(await proposeErase(call)) : unverified(call)),
    confirmErase: async (proposalId) => inPrivacyWords(await confirmErase(call, proposalId), call.language),
  }
}

const unverified = (call: PrivacyCall): Outcome<never> =>
  inPrivacyWords(refuse('person.unverified', 'She has not proved who she is.'), call.language)

/** The person of this conversation, and whom its proofs stand for besides. */
async function selves(call: PrivacyCall): Promise<string[]> {
  const own = await ownPerson(call)
  return [...new Set([...(own === null ? [] : [own]), ...(await provedPersons(call.tx, call))])]
}

/** What has been said in an earlier turn may have made the browser somebody's. */
async function ownPerson({ tx, personId, visitorId }: PrivacyCall): Promise<string | null> {
  if (personId !== null || visitorId === null) return personId
  return (await readVisitor(tx, visitorId))?.personId ?? null
}

async function setConsent(call: PrivacyCall, purpose: ConsentPurpose, agreed: boolean): Promise<void> {
  const { tx, visitorId, conversationId } = call
  const [known] = await selves(call)
  if (known === undefined && visitorId === null) return
  const personId = known ?? (await personOf(tx, { kind: 'visitor', address: visitorId ?? '', verified: false }))
  if (known === undefined && visitorId !== null) await identify(tx, visitorId, personId)
  await writeConsent(tx, { personId, purpose, granted: agreed, conversationId })
}

async function summarise(call: PrivacyCall, consents: DataSummary['consents']): Promise<DataSummary> {
  const { tx } = call
  const persons = await selves(call)
  const [first] = persons
  const person = first === undefined ? null : await readPerson(tx, first)
  const { rows } = await sql<{ visitors: string[]; talks: number }>`
    select coalesce(array_agg(visitor_id), '{}') as visitors,
      (select count(*)::int from conversation where shop_id = ${tx.shopId} and person_id = any(${persons})) as talks
    from visitor where shop_id = ${tx.shopId} and person_id = any(${persons})`.execute(tx.sql)
  const { emails } = await standingOf(tx, call)
  const email = emails[0] ?? person?.email ?? null
  const { line1, postalCode, city } = person?.address ?? {}
  return {
    name: person?.name ?? null,
    email,
    phone: person?.phone ?? null,
    address: line1 === undefined ? null : `${line1}, ${postalCode} ${city}`,
    orders: (await call.orders()).length,
    talks: Math.max(1, rows[0]?.talks ?? 0),
    wishes: (await readWishes(tx, rows[0]?.visitors ?? [])).length,
    alerts: await countAlerts(tx, { email: email ?? '', visitorId: call.visitorId }),
    consents,
  }
}

async function proposeErase(call: PrivacyCall): Promise<Proposal> {
  const { tx, language, conversationId, actor } = call
  const persons = await selves(call)
  const body: Proposal = {
    id: tx.id('prp'),
    kind,
    status: 'open',
    summary: [
      { label: sayOfPrivacy(language, 'erase.goes'), value: sayOfPrivacy(language, 'erase.what') },
      { label: sayOfPrivacy(language, 'erase.stays'), value: sayOfPrivacy(language, 'erase.books') },
    ],
    total: null,
    action: sayOfPrivacy(language, 'erase.action'),
    versions: { persons: digestOf(persons) },
    expiresAt: new Date(tx.now.getTime() + minutes * 60_000).toISOString(),
  }
  await writeProposal(tx, { body, cartId: null, conversationId, digest: digestOf(persons), by: actor })
  tx.event('proposal.made', { proposal: body.id, conversation: conversationId }, { kind })
  return body
}

async function confirmErase(call: PrivacyCall, proposalId: string): Promise<Outcome<{ dueAt: string }>> {
  const { tx, conversationId, actor } = call
  const proposal = await readProposal(tx, proposalId)
  if (proposal?.body.kind !== kind || proposal.conversationId !== conversationId)
    return refuse('proposal.not_found', 'There is no such proposal.')
  const owed = proposal.resultId === null ? null : await readErasure(tx, proposal.resultId)
  if (owed !== null) return granted({ dueAt: owed.toISOString() })
  if (!isVerified(await standingOf(tx, call))) return refuse('person.unverified', 'She has not proved who she is.')
  if (proposal.status === 'expired') return refuse('proposal.expired', 'The proposal has expired.')
  const persons = await selves(call)
  if (proposal.status !== 'open' || proposal.digest !== digestOf(persons)) {
    await endProposal(tx, proposalId, { status: 'superseded' })
    return refuse('proposal.superseded', 'Something has changed since this was shown.')
  }
  const id = proposalId.replace(/^prp_/, 'ers_')
  const dueAt = await oweErasure(tx, id, persons)
  await endProposal(tx, proposalId, { status: 'confirmed', by: actor, resultId: id })
  tx.event('person.erase_asked', { person: persons[0], conversation: conversationId, proposal: proposalId })
  return granted({ dueAt: dueAt.toISOString() })
}

const digestOf = (persons: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(persons.toSorted())).digest('base64url')
