import { formatMoney } from '@parley/engine'
import { readApprovals, readCompany } from '../commerce/companies/index.ts'
import { approvalLink, type Links, quoteLink } from '../commerce/orders/index.ts'
import { askedWhere, readQuote, wordsOfPriced } from '../commerce/quotes/index.ts'
import { append, lockConversation } from '../conversations/index.ts'
import type { Database, ShopTransaction } from '../db/database.ts'
import type { Consumer, StoredEvent } from '../durable/index.ts'
import { readShop } from '../identity/index.ts'
import { composeApprovalAsked, composeApprovalDecided, composeQuote, queueMail } from '../mail/index.ts'
import { readPerson } from '../people/index.ts'

/** What a company is told: that its quote has a price, that a colleague asks to be allowed, and what came of that. */
export function companyMails(db: Database, links: Links): Consumer {
  return {
    name: 'company-mails',
    types: ['quote.priced', 'company.approval_asked', 'company.approval_decided'],
    handle: (event) =>
      db.inShop(event.shopId, async (tx) => {
        if (event.type === 'quote.priced') return tellPriced(tx, links, event)
        if (event.type === 'company.approval_asked') return askApprovers(tx, links, event)
        return tellDecided(tx, links, event)
      }),
  }
}

/** By mail, and in the talk in which it was asked for. */
async function tellPriced(tx: ShopTransaction, links: Links, event: StoredEvent): Promise<void> {
  const quoteId = event.subjects.quote ?? ''
  const [found, asked] = [await readQuote(tx, quoteId), await askedWhere(tx, quoteId)]
  const quote = found.ok ? found.value : null
  // Priced anew or answered meanwhile: the later event tells it as it stands.
  if (quote?.status !== 'priced' || !quote.total || !quote.validUntil || !asked) return
  const { name, settings } = await readShop(tx)
  const { language, conversationId } = asked
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: settings.timeZone })
  const told = {
    number: quote.number,
    total: formatMoney(quote.total, language),
    date: date.format(new Date(quote.validUntil)),
  }
  if (asked.email)
    await queueMail(tx, {
      kind: 'quote',
      to: asked.email,
      language,
      mail: composeQuote({ quote, ...told, url: quoteLink(links, tx.shopId, quote.id) }, language, name),
      personId: quote.personId,
      deliveryKey: `quote-${event.id}`,
    })
  const talk = conversationId ? await lockConversation(tx, conversationId) : null
  if (!talk) return
  const { text, choices } = wordsOfPriced(language, told)
  const content = { type: 'choices' as const, text, choices }
  await append(tx, talk, [
    { senderKind: 'bot', senderId: 'bot', content, text, language, clientId: `quote-${event.id}` },
  ])
}

async function askApprovers(tx: ShopTransaction, links: Links, event: StoredEvent): Promise<void> {
  const { company: companyId = '', proposal: proposalId = '' } = event.subjects
  const company = await readCompany(tx, companyId)
  const approval = (await readApprovals(tx, companyId)).find((each) => each.proposalId === proposalId)
  if (!company.ok || approval?.status !== 'asked') return
  const { name, settings } = await readShop(tx)
  for (const { personId, email, role } of company.value.members) {
    if (role !== 'approver' || !email) continue
    const spoken = (await readPerson(tx, personId))?.language
    const language = spoken && settings.languages.includes(spoken) ? spoken : settings.defaultLanguage
    const url = approvalLink(links, tx.shopId, { proposalId, personId })
    const about = { by: approval.askedBy ?? company.value.name, total: approval.total, url }
    await queueMail(tx, {
      kind: 'company-approval',
      to: email,
      language,
      mail: composeApprovalAsked(about, language, name),
      personId,
      deliveryKey: `approval-${proposalId}-${personId}`,
    })
  }
}

/** Whoever asked goes on where she was: her yes is to the very same order. */
async function tellDecided(tx: ShopTransaction, links: Links, event: StoredEvent): Promise<void> {
  const { company: companyId = '', proposal: proposalId = '' } = event.subjects
  const approval = (await readApprovals(tx, companyId)).find((each) => each.proposalId === proposalId)
  const person = approval ? await readPerson(tx, approval.askedById) : null
  if (!approval || !person?.email || approval.status === 'asked') return
  const { name, settings } = await readShop(tx)
  const language = person.language && settings.languages.includes(person.language) ? person.language : 'en'
  const url = `${links.publicUrl}/checkout/review?${new URLSearchParams({ proposal: proposalId })}`
  const about = { isApproved: approval.status === 'approved', total: approval.total, url }
  await queueMail(tx, {
    kind: 'company-approval',
    to: person.email,
    language,
    mail: composeApprovalDecided(about, language, name),
    personId: approval.askedById,
    deliveryKey: `approval-${proposalId}-${approval.status}`,
  })
}
