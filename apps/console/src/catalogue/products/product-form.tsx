import { Button } from '@mantine/core'
import { type KeptProduct, keptProduct, type ProductDraft } from '@parley/contracts'
import { IconArrowLeft } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useBlocker, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { sayFault } from '../../api/problem.ts'
import { fieldErrors } from '../../forms/field-errors.ts'
import { Trail } from '../../forms/trail.tsx'
import { useDesk } from '../../live/desk-context.tsx'
import page from '../../orders/order-page.module.css'
import { useCommands } from '../../shell/commands.ts'
import table from '../../shell/table.module.css'
import { tellDone, tellFault } from '../../shell/tell.tsx'
import { useMayWrite } from '../may-write.ts'
import { ShelfState } from '../shelf-state.tsx'
import type { Facets } from '../use-facets.ts'
import { draftOf, newDraft, tidied } from './draft.ts'
import { PlaceFields } from './place-fields.tsx'
import styles from './product-form.module.css'
import { tellPrices } from './tell-prices.ts'
import { TextFields } from './text-fields.tsx'
import { VariantFields } from './variant-fields.tsx'

/** Everything of a product in one form, sent as a whole with the version that was seen. */
export function ProductForm({ product, facets }: { product: KeptProduct | null; facets: Facets }) {
  const mayWrite = useMayWrite()
  const navigate = useNavigate()
  const form = useRef<HTMLFormElement>(null)
  const [draft, setDraft] = useState<ProductDraft>(product ? draftOf(product) : newDraft())
  const [isTouched, setIsTouched] = useState(false)
  const leaving = useRef(false)
  const set = (part: Partial<ProductDraft>) => {
    setIsTouched(true)
    setDraft((before) => ({ ...before, ...part }))
  }
  const saving = useSave(product, (saved) => {
    leaving.current = true
    setIsTouched(false)
    if (!product) void navigate({ to: '/catalogue/products/$productId', params: { productId: saved.id } })
  })
  useBlocker({
    shouldBlockFn: () => isTouched && !leaving.current && !confirm('Leave without saving what you changed?'),
    enableBeforeUnload: () => isTouched && !leaving.current,
  })
  useCommands([
    { id: 'save', label: 'Save the product', group: 'Product', key: 's', run: () => form.current?.requestSubmit() },
  ])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate(tidied(draft, facets.language))
  }
  const errors = fieldErrors(saving.error, 'product.')
  const name = draft.texts[facets.language]?.name || Object.values(draft.texts)[0]?.name || 'New product'
  return (
    <form
      ref={form}
      onSubmit={submit}
      className={page.page}
      onKeyDown={(event) => {
        if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        form.current?.requestSubmit()
      }}
    >
      <header className={page.head}>
        <Link to="/catalogue/products" className={page.back} aria-label="Back to the products">
          <IconArrowLeft size={20} stroke={1.75} />
        </Link>
        <h1 className={`${table.title} ${styles.name}`}>{name}</h1>
        <ShelfState status={draft.status} />
        <span style={{ flex: 1 }} />
        {mayWrite && (
          <Button type="submit" className={styles.save ?? ''} loading={saving.isPending} disabled={!isTouched}>
            Save
          </Button>
        )}
      </header>
      <fieldset className={styles.fields} disabled={!mayWrite}>
        {saving.error && (
          <p role="alert" className={styles.fault}>
            {sayFault(saving.error)}
            {'version' in errors && ' Open it again to see how it stands now; what you wrote here is lost then.'}
          </p>
        )}
        {product?.isFed && (
          <p className={styles.hint}>
            It comes from a feed. What the feed says anew of it, its name or its price, takes the place of what is
            written here.
          </p>
        )}
        <div className={page.columns}>
          <div className={styles.parts}>
            <TextFields draft={draft} facets={facets} errors={errors} onChange={set} />
            <VariantFields draft={draft} product={product} facets={facets} errors={errors} onChange={set} />
            {product && (
              <section>
                <h2 className={styles.partTitle}>Who changed it</h2>
                <Trail subject={product.id} tell={tellPrices} />
              </section>
            )}
          </div>
          <PlaceFields draft={draft} product={product} facets={facets} errors={errors} onChange={set} />
        </div>
      </fieldset>
    </form>
  )
}

function useSave(product: KeptProduct | null, onSaved: (saved: KeptProduct) => void) {
  const { api, shopId } = useDesk()
  const client = useQueryClient()
  const put = (id: string, version: number, draft: ProductDraft) =>
    api({
      method: 'PUT',
      path: `/catalogue/products/${id}`,
      body: { version, product: draft },
      answer: keptProduct,
    })
  const settle = async (saved: KeptProduct) => {
    client.setQueryData(['goods', shopId, 'product', saved.id], saved)
    await Promise.all([
      client.invalidateQueries({ queryKey: ['goods', shopId, 'list'] }),
      client.invalidateQueries({ queryKey: ['facets', shopId] }),
      client.invalidateQueries({ queryKey: ['audit', shopId] }),
    ])
  }
  return useMutation({
    mutationFn: (draft: ProductDraft) =>
      product
        ? put(product.id, product.version, draft)
        : api({ method: 'POST', path: '/catalogue/products', body: draft, answer: keptProduct }),
    onSuccess: async (saved) => {
      onSaved(saved)
      const back = product && (() => put(product.id, saved.version, draftOf(product)).then(settle, tellFault))
      tellDone(product ? 'Saved.' : 'Made. Shoppers see it once it is shown.', back ?? undefined)
      await settle(saved)
    },
  })
}
