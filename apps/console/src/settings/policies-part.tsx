import { Trail } from '../forms/trail.tsx'
import { OrderRulesForm } from './order-rules-form.tsx'
import { ReturnPolicyForm } from './return-policy-form.tsx'
import styles from './settings-page.module.css'

/** What shoppers may do themselves, and until when. */
export function PoliciesPart() {
  return (
    <>
      <OrderRulesForm />
      <ReturnPolicyForm />
      <section>
        <h2 className={styles.title}>Who changed it</h2>
        <Trail action="order_rules." />
        <Trail action="return_policy." />
      </section>
    </>
  )
}
