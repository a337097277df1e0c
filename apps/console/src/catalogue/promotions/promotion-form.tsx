import { Button, Modal } from '@mantine/core'
import { type Promotion, type PromotionDraft, promotion as promotionSchema } from '@parley/contracts'
import { IconArrowLeft } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useBlocker, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { sayFault } from '../../api/problem.ts'
import { fieldErrors } from '../../forms/field-errors.ts'
import forms from '../../forms/forms.module.css'
import { Trail } from '../../forms/trail.tsx'
import { useDesk } from '../../live/desk-context.tsx'
import page from '../../orders/order-page.module.css'
import table from '../../shell/table.module.css'
import { tellDone, tellFault } from '../../shell/tell.tsx'
import { useMayWrite } from '../may-write.ts'
import product from '../products/product-form.module.css'
import type { Facets } from '../use-facets.ts'
import { CodesPart } from './codes-part.tsx'
import { PromotionFields } from './promotion-fields.tsx'
import { PromotionStanding } from './promotion-standing.tsx'
import { TryOut } from './try-out.tsx'

const emptyDraft: PromotionDraft = {
  name: '',
  names: {},
  rule: {
    conditions: [],
    action: { kind: 'percent', percent: 1000, of: {} },
    stacking: { kind: 'best_of', group: 'offers' },
  },
  byCode: false,
  startsAt: null,
  endsAt: null,
  mostUses: null,
  mostUsesPerPerson: null,
  budget: null,
}

function draftOf(promotion: Promotion): PromotionDraft {
  const { name, names, rule, byCode, startsAt, endsAt, mostUses, mostUsesPerPerson, budget } = promotion
  return { name, names, rule, byCode, startsAt, endsAt, mostUses, mostUsesPerPerson, budget }
}

export function PromotionForm({ promotion, facets }: { promotion: Promotion | null; facets: Facets }) {
  const mayWrite = useMayWrite() && promotion?.status !== 'ended'
  const navigate = useNavigate()
  const [draft, setDraft] = useState<PromotionDraft>(promotion ? draftOf(promotion) : emptyDraft)
  const [isTouched, setIsTouched] = useState(false)
  const [tries, setTries] = useState(false)
  const leaving = useRef(false)
  const saving = useSave(promotion, (saved) => {
    leaving.current = true
    setIsTouched(false)
    if (!promotion) void navigate({ to: '/catalogue/promotions/$promotionId', params: { promotionId: saved.id } })
  })
  useBlocker({
    shouldBlockFn: () => isTouched && !leaving.current && !confirm('Leave without saving what you changed?'),
    enableBeforeUnload: () => isTouched && !leaving.current,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate(draft)
  }
  const errors = fieldErrors(saving.error, 'promotion.')
  return (
    <div className={page.page}>
      <form onSubmit={submit}>
        <header className={page.head}>
          <Link to="/catalogue/promotions" className={page.back} aria-label="Back to the promotions">
            <IconArrowLeft size={20} stroke={1.75} />
          </Link>
          <h1 className={`${table.title} ${product.name}`}>{draft.name || 'New promotion'}</h1>
          <span style={{ flex: 1 }} />
          <Button variant="default" className={product.save ?? ''} onClick={() => setTries(true)}>
            Try it out
          </Button>
          {mayWrite && (
            <Button type="submit" className={product.save ?? ''} loading={saving.isPending} disabled={!isTouched}>
              Save
            </Button>
          )}
        </header>
        <fieldset className={product.fields} disabled={!mayWrite}>
          {saving.error && (
            <p role="alert" className={product.fault}>
              {sayFault(saving.error)}
            </p>
          )}
          <div className={page.columns}>
            <div className={product.parts}>
              <PromotionFields
                draft={draft}
                facets={facets}
                errors={errors}
                onChange={(part) => {
                  setIsTouched(true)
                  setDraft((before) => ({ ...before, ...part }))
                }}
              />
            </div>
            {promotion && <PromotionStanding promotion={promotion} />}
          </div>
        </fieldset>
      </form>
      {promotion && (
        <div className={product.under}>
          {promotion.byCode && <CodesPart promotion={promotion} />}
          <section>
            <h2 className={forms.partTitle}>Who changed it</h2>
            <Trail subject={promotion.id} />
          </section>
        </div>
      )}
      <Modal
        opened={tries}
        onClose={() => setTries(false)}
        title="What would this cart cost, and why"
        size="xl"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <TryOut draft={isTouched || !promotion ? { ...draft, name: draft.name.trim() || 'New promotion' } : null} />
      </Modal>
    </div>
  )
}

function useSave(promotion: Promotion | null, onSaved: (saved: Promotion) => void) {
  const { api, shopId } = useDesk()
  const client = useQueryClient()
  const put = (id: string, version: number, draft: PromotionDraft) =>
    api({ method: 'PUT', path: `/promotions/${id}`, body: { version, promotion: draft }, answer: promotionSchema })
  const settle = async (saved: Promotion) => {
    client.setQueryData(['promotions', shopId, 'one', saved.id], saved)
    await Promise.all([
      client.invalidateQueries({ queryKey: ['promotions', shopId, 'list'] }),
      client.invalidateQueries({ queryKey: ['audit', shopId] }),
    ])
  }
  return useMutation({
    mutationFn: (draft: PromotionDraft) =>
      promotion
        ? put(promotion.id, promotion.version, draft)
        : api({ method: 'POST', path: '/promotions', body: draft, answer: promotionSchema }),
    onSuccess: async (saved) => {
      onSaved(saved)
      const back = promotion && (() => put(promotion.id, saved.version, draftOf(promotion)).then(settle, tellFault))
      tellDone(promotion ? 'Saved.' : 'Made. It counts from its first instant on.', back ?? undefined)
      await settle(saved)
    },
  })
}
