import styles from '../catalogue.module.css'
import { CatalogueHead } from '../catalogue-head.tsx'
import { TryOut } from './try-out.tsx'

/** What would this cart cost, and why. */
export function TryOutPage() {
  return (
    <div className={styles.page}>
      <CatalogueHead title="Try out" />
      <div className={styles.body}>
        <p className={styles.soft}>
          What any cart would cost any buyer, reckoned as a real one is, and why. Nothing is written.
        </p>
        <TryOut draft={null} />
      </div>
    </div>
  )
}
