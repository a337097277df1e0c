import { Button, Modal } from '@mantine/core'
import { type DeliverySettings, type DeliveryZone, deliverySettings, textIn } from '@parley/contracts'
import { useState } from 'react'
import { z } from 'zod'
import { sayFault } from '../api/problem.ts'
import { useMayWrite } from '../catalogue/may-write.ts'
import { amountsText } from '../catalogue/promotions/tell-promotion.ts'
import { type Facets, useFacets } from '../catalogue/use-facets.ts'
import desk from '../desk/desk-settings.module.css'
import { Trail } from '../forms/trail.tsx'
import { Empty, Fault, RowsComing } from '../shell/states.tsx'
import { MethodForm } from './method-form.tsx'
import styles from './settings-page.module.css'
import { useKept } from './use-kept.ts'
import { ZoneForm } from './zone-form.tsx'

const answer = z.object({ version: z.string(), delivery: deliverySettings })
export type DeliveryMethod = DeliverySettings['methods'][number]

type Edited = { zone: DeliveryZone | null } | { method: DeliveryMethod | null } | null

/** How the shop delivers: ways, zones, prices, hours until which it is sent the same day. */
export function DeliveryPart() {
  const facets = useFacets()
  const { data, error, refetch, saving } = useKept({
    path: '/delivery',
    method: 'PUT',
    answer,
    undo: (before, now) => ({ version: now.version, delivery: before.delivery }),
  })
  const fault = error ?? facets.error
  if (fault) return <Fault fault={fault} onRetry={() => void Promise.all([refetch(), facets.refetch()])} />
  if (!data || !facets.data) return <RowsComing rows={6} />
  return (
    <>
      <Delivery
        delivery={data.delivery}
        facets={facets.data}
        fault={saving.error}
        isPending={saving.isPending}
        onSave={async (delivery) => {
          await saving.mutateAsync({ version: data.version, delivery })
        }}
      />
      <section>
        <h2 className={styles.title}>Who changed it</h2>
        <Trail action="delivery." />
      </section>
    </>
  )
}

interface DeliveryProps {
  delivery: DeliverySettings
  facets: Facets
  fault: unknown
  isPending: boolean
  onSave: (delivery: DeliverySettings) => Promise<void>
}

function Delivery({ delivery, facets, fault, isPending, onSave }: DeliveryProps) {
  const mayWrite = useMayWrite()
  const [edited, setEdited] = useState<Edited>(null)
  const { zones, methods } = delivery
  const save = (next: DeliverySettings) =>
    // What went wrong stands in the form, which stays open.
    onSave(next).then(
      () => setEdited(null),
      () => undefined,
    )
  const name = (names: Record<string, string>) => textIn(names, 'en', facets.language)
  return (
    <>
      <section>
        <div className={styles.titleLine}>
          <h2 className={styles.title}>Ways of delivery</h2>
          {mayWrite && <Button onClick={() => setEdited({ method: null })}>New way</Button>}
        </div>
        <ul className={desk.list}>
          {methods.map((method) => (
            <li key={method.id} className={desk.item}>
              <div className={desk.itemHead}>
                <h3 className={desk.name}>{name(method.names)}</h3>
                <span className={desk.buttons}>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`${mayWrite ? 'Edit' : 'Look at'} ${name(method.names)}`}
                    onClick={() => setEdited({ method })}
                  >
                    {mayWrite ? 'Edit' : 'Look'}
                  </Button>
                  {mayWrite && methods.length > 1 && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`Take away ${name(method.names)}`}
                      onClick={() => void save({ zones, methods: methods.filter(({ id }) => id !== method.id) })}
                    >
                      Take away
                    </Button>
                  )}
                </span>
              </div>
              <p className={desk.soft}>{tellMethod(method)}</p>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <div className={styles.titleLine}>
          <h2 className={styles.title}>Zones with prices of their own</h2>
          {mayWrite && (
            <Button variant="default" onClick={() => setEdited({ zone: null })}>
              New zone
            </Button>
          )}
        </div>
        {zones.length === 0 ? (
          <Empty title="No zones.">Every place costs the same. A zone is a country, or some postal codes of it.</Empty>
        ) : (
          <ul className={desk.list}>
            {zones.map((zone) => (
              <li key={zone.id} className={desk.item}>
                <div className={desk.itemHead}>
                  <h3 className={desk.name}>{name(zone.names)}</h3>
                  <span className={desk.buttons}>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`${mayWrite ? 'Edit' : 'Look at'} ${name(zone.names)}`}
                      onClick={() => setEdited({ zone })}
                    >
                      {mayWrite ? 'Edit' : 'Look'}
                    </Button>
                    {mayWrite && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`Take away ${name(zone.names)}`}
                        onClick={() => void save(withoutZone(delivery, zone.id))}
                      >
                        Take away
                      </Button>
                    )}
                  </span>
                </div>
                <p className={desk.soft}>
                  {zone.countries.join(', ')}
                  {zone.postalCodes.length > 0 &&
                    `, ${zone.postalCodes.map(({ from, to }) => `${from}–${to}`).join(', ')}`}
                </p>
              </li>
            ))}
          </ul>
        )}
      </section>
      {fault && edited === null ? <p role="alert">{sayFault(fault)}</p> : null}
      <Modal
        opened={edited !== null}
        onClose={() => setEdited(null)}
        title={edited && 'zone' in edited ? 'Zone' : 'Way of delivery'}
        size="lg"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {edited && 'zone' in edited && (
          <ZoneForm
            zone={edited.zone}
            facets={facets}
            fault={fault}
            isPending={isPending}
            onSave={(zone) => void save({ methods, zones: put(zones, zone) })}
          />
        )}
        {edited && 'method' in edited && (
          <MethodForm
            method={edited.method}
            zones={zones}
            facets={facets}
            at={edited.method ? methods.indexOf(edited.method) : methods.length}
            fault={fault}
            isPending={isPending}
            onSave={(method) => void save({ zones, methods: put(methods, method) })}
          />
        )}
      </Modal>
    </>
  )
}

/** In its place, or at the end where it is new. */
function put<One extends { id: string }>(all: readonly One[], one: One): One[] {
  return all.some(({ id }) => id === one.id) ? all.map((each) => (each.id === one.id ? one : each)) : [...all, one]
}

/** The rates of a zone go with it. */
const withoutZone = ({ zones, methods }: DeliverySettings, id: string): DeliverySettings => ({
  zones: zones.filter((zone) => zone.id !== id),
  methods: methods.map((method) => ({ ...method, rates: method.rates.filter((rate) => rate.zone !== id) })),
})

function tellMethod({ prices, freeAbove, days, cutOff, rates, points, forFreightOnly }: DeliveryMethod): string {
  const isFree = Object.values(prices).every((amount) => amount === 0)
  const free = isFree ? '' : amountsText(freeAbove)
  return [
    isFree ? 'free' : amountsText(prices),
    free && `free from ${free}`,
    days.min === days.max ? `${days.min} days` : `${days.min} to ${days.max} days`,
    cutOff && `sent the same day until ${cutOff.time}`,
    rates.length > 0 && `${rates.length} rates of their own`,
    points.length > 0 && `${points.length} places to fetch it`,
    forFreightOnly && 'freight only',
  ]
    .filter(Boolean)
    .join(', ')
}
