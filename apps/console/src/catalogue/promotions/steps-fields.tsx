import { Button } from '@mantine/core'
import type { PromotionAction, Reduction } from '@parley/contracts'
import { AmountsFields } from '../../forms/amounts-fields.tsx'
import styles from '../../forms/forms.module.css'
import { CountField, PercentField } from './action-fields.tsx'
import { amountsText } from './tell-promotion.ts'

type Tiers = Extract<PromotionAction, { kind: 'tier_by_goods' | 'tier_by_quantity' }>

interface StepsFieldsProps {
  action: Tiers
  currencies: readonly string[]
  onChange: (action: PromotionAction) => void
}

/** Steps, of which the highest that is reached counts. */
export function StepsFields({ action, currencies, onChange }: StepsFieldsProps) {
  const remove = (at: number) => {
    if (action.kind === 'tier_by_goods') onChange({ ...action, steps: action.steps.filter((_, place) => place !== at) })
    else onChange({ ...action, steps: action.steps.filter((_, place) => place !== at) })
  }
  const setOff = (at: number, off: Reduction) => {
    if (action.kind === 'tier_by_goods')
      onChange({ ...action, steps: action.steps.map((one, place) => (place === at ? { ...one, off } : one)) })
    else onChange({ ...action, steps: action.steps.map((one, place) => (place === at ? { ...one, off } : one)) })
  }
  const add = () => {
    const off = { percent: 1000 }
    if (action.kind === 'tier_by_goods') onChange({ ...action, steps: [...action.steps, { from: {}, off }] })
    else onChange({ ...action, steps: [...action.steps, { from: (action.steps.at(-1)?.from ?? 1) + 1, off }] })
  }
  return (
    <>
      {action.steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name but its place
        <div key={at} className={styles.form}>
          {action.kind === 'tier_by_goods' ? (
            <AmountsFields
              legend={`Step ${at + 1}: from`}
              currencies={currencies}
              value={action.steps[at]?.from ?? {}}
              onChange={(from) =>
                onChange({
                  ...action,
                  steps: action.steps.map((one, place) => (place === at ? { ...one, from } : one)),
                })
              }
            />
          ) : (
            <CountField
              label={`Step ${at + 1}: from so many`}
              value={action.steps[at]?.from ?? 1}
              onChange={(from) =>
                onChange({
                  ...action,
                  steps: action.steps.map((one, place) => (place === at ? { ...one, from } : one)),
                })
              }
            />
          )}
          <div className={styles.row}>
            {'percent' in step.off ? (
              <PercentField
                label="Per cent off"
                value={step.off.percent}
                onChange={(percent) => setOff(at, { percent })}
              />
            ) : (
              <p>{amountsText(step.off.amounts)} off</p>
            )}
            {action.steps.length > 1 && (
              <Button variant="default" onClick={() => remove(at)}>
                Take away
              </Button>
            )}
          </div>
        </div>
      ))}
      <div className={styles.row}>
        <Button variant="default" onClick={add}>
          Add a step
        </Button>
      </div>
    </>
  )
}
