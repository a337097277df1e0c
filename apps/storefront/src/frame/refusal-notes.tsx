import type { Refusal } from '@parley/contracts'

/** Why not, where there is no field that it belongs to. */
export function RefusalNotes({ refusals }: { refusals: readonly Refusal[] }) {
  if (refusals.length === 0) return null
  return (
    <div class="refusals" role="alert">
      {refusals.map(({ message }) => (
        <p>{message}</p>
      ))}
    </div>
  )
}
