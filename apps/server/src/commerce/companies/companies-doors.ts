import { company, companyApproval, companyDraft, companyRole } from '@parley/contracts'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { type AnyInput, type Door, door } from '../../db/door.ts'
import { audit } from '../../identity/index.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { readVisitor } from '../../people/index.ts'
import { decideApproval, readApprovals } from './approval-store.ts'
import {
  createCompany,
  deleteMember,
  editCompany,
  membershipOf,
  pageCompanies,
  readCompany,
  writeMember,
} from './company-store.ts'

const tag = 'companies'
const mayRead = { scope: 'people:read' } as const
const mayWrite = { scope: 'people:write' } as const
const companyParams = z.object({ companyId: z.string().max(64) })
const example = {
  name: 'Café Norr AB',
  vatNumber: 'SE556042722001',
  country: 'SE',
  currency: 'SEK',
  creditLimit: 5_000_000,
  approvalAbove: 1_000_000,
}

/** Companies, who buys for them, and what waits for a colleague's yes. */
export const companiesDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/companies',
    tag,
    summary: 'List companies',
    description: 'The latest first; `next` leads to the following page.',
    access: mayRead,
    query: z.object({
      search: z.string().max(200).optional(),
      after: z.string().max(64).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    answer: z.object({ companies: z.array(company), next: z.string().nullable() }),
    handle: async (tx, { query }) => granted(await pageCompanies(tx, query)),
  }),
  door({
    method: 'post',
    path: '/companies',
    tag,
    summary: 'Take in a company',
    description:
      'Its VAT number is refused where form or check sum are wrong. Price lists name it by its id. Amounts are minor units of its currency.',
    access: mayWrite,
    body: companyDraft,
    example,
    answer: company,
    status: 201,
    handle: async (tx, { body, principal }) => {
      const made = await createCompany(tx, body)
      if (made.ok) await audit(tx, principal, 'company.made', made.value.id)
      return made
    },
  }),
  door({
    method: 'get',
    path: '/companies/{companyId}',
    tag,
    summary: 'Read a company',
    access: mayRead,
    params: companyParams,
    answer: company,
    handle: (tx, { params }) => readCompany(tx, params.companyId),
  }),
  door({
    method: 'put',
    path: '/companies/{companyId}',
    tag,
    summary: 'Edit a company',
    description: '`version` is the one that was seen. A closed one buys nothing more; its people buy for themselves.',
    access: mayWrite,
    params: companyParams,
    body: z.strictObject({ version: z.int().min(1), company: companyDraft }),
    example: { version: 1, company: example },
    answer: company,
    handle: async (tx, { params, body, principal }) => {
      const { companyId } = params
      const edited = await editCompany(tx, { companyId, version: body.version, draft: body.company })
      if (!edited.ok) return edited
      const { creditLimit, approvalAbove } = body.company
      await audit(tx, principal, 'company.edited', companyId, { creditLimit, approvalAbove })
      return edited
    },
  }),
  door({
    method: 'put',
    path: '/companies/{companyId}/members/{personId}',
    tag,
    summary: 'Let somebody buy for a company',
    description: 'One person buys for one company. An `approver` also says yes to what colleagues order.',
    access: mayWrite,
    params: z.object({ companyId: z.string().max(64), personId: z.string().max(64) }),
    body: z.strictObject({ role: companyRole }),
    example: { role: 'buyer' },
    answer: company,
    handle: async (tx, { params, body, principal }) => {
      const found = await readCompany(tx, params.companyId)
      if (!found.ok) return found
      const written = await writeMember(tx, { ...params, role: body.role })
      if (written.ok) await audit(tx, principal, 'company.member', params.companyId, { role: body.role })
      return written
    },
  }),
  door({
    method: 'delete',
    path: '/companies/{companyId}/members/{personId}',
    tag,
    summary: 'Let somebody buy for a company no longer',
    access: mayWrite,
    params: z.object({ companyId: z.string().max(64), personId: z.string().max(64) }),
    answer: company,
    handle: async (tx, { params, principal }) => {
      const found = await readCompany(tx, params.companyId)
      if (!found.ok) return found
      await deleteMember(tx, params)
      await audit(tx, principal, 'company.member_gone', params.companyId)
      return readCompany(tx, params.companyId)
    },
  }),
  door({
    method: 'get',
    path: '/companies/mine/approvals',
    tag,
    summary: 'What colleagues ask to be allowed',
    description:
      'For an approver of a company: orders above its limit, as they were shown to whoever wants to place them.',
    access: { visitor: true },
    answer: z.object({ approvals: z.array(companyApproval) }),
    handle: async (tx, input) => {
      const approver = await approverOf(tx, input)
      return approver.ok ? granted({ approvals: await approvalsOf(tx, approver.value.companyId) }) : approver
    },
  }),
  door({
    method: 'get',
    path: '/companies/{companyId}/approvals',
    tag,
    summary: 'What people of a company ask their colleagues to allow',
    description: 'The latest first, for the desk. Only an approver of the company decides.',
    access: mayRead,
    params: companyParams,
    answer: z.object({ approvals: z.array(companyApproval) }),
    handle: async (tx, { params }) => {
      const found = await readCompany(tx, params.companyId)
      return found.ok ? granted({ approvals: await approvalsOf(tx, params.companyId) }) : found
    },
  }),
  decision('approve', 'Say yes to a colleague’s order', 'approved'),
  decision('refuse', 'Say no to a colleague’s order', 'refused'),
]

const approvalsOf = async (tx: ShopTransaction, companyId: string) =>
  (await readApprovals(tx, companyId)).map((each) => companyApproval.parse(each))

function decision(name: string, summary: string, to: 'approved' | 'refused'): Door {
  return door({
    method: 'post',
    path: `/companies/mine/approvals/{proposalId}/${name}`,
    tag,
    summary,
    description:
      'Once: of two at the same instant the first one counts. Whoever asked then says yes to the very same proposal.',
    access: { visitor: true },
    params: z.object({ proposalId: z.string().max(64) }),
    answer: z.object({ status: z.enum(['approved', 'refused']) }),
    handle: async (tx, input) => {
      const approver = await approverOf(tx, input)
      if (!approver.ok) return approver
      const { proposalId } = input.params
      const { companyId, personId } = approver.value
      const done = await decideApproval(tx, { proposalId, companyId, personId, to })
      if (!done) return refuse('company.approval_not_found', 'There is nothing of that kind to decide.')
      tx.event('company.approval_decided', { company: companyId, proposal: proposalId, person: personId }, { to })
      return granted({ status: to })
    },
  })
}

/** Whoever calls, where her company lets her decide. To anybody else there is nothing here. */
async function approverOf(
  tx: ShopTransaction,
  { principal }: Pick<AnyInput, 'principal'>,
): Promise<Outcome<{ companyId: string; personId: string }>> {
  const visitor = principal.kind === 'visitor' ? await readVisitor(tx, principal.visitorId) : null
  const member = await membershipOf(tx, visitor?.personId ?? null)
  if (member?.role !== 'approver' || !visitor?.personId)
    return refuse('company.approval_not_found', 'There is nothing of that kind to decide.')
  return granted({ companyId: member.companyId, personId: visitor.personId })
}
