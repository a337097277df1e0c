import type { Refusal } from '@parley/contracts'

/** What stood in the way, where it happened. */
export function Refusals({ refusals }: { refusals: Refusal[] }) {
  if (refusals.length === 0) return null
  return (
    <div class="refusals" role="alert">
      {refusals.map((refusal) => (
        <p>{refusal.message}</p>
      ))}
    </div>
  )
}
