import { safeAddress } from '@parley/ui'
import { useState } from 'preact/hooks'

/** A picture, or the first letter. The shop's mark is square, people are round. */
export function Avatar({ name, picture, mark = false }: { name: string; picture?: string; mark?: boolean }) {
  const [broken, setBroken] = useState(false)
  const address = safeAddress(picture)
  return (
    <span class={mark ? 'avatar mark' : 'avatar'} aria-hidden="true">
      {address && !broken ? <img src={address} alt="" onError={() => setBroken(true)} /> : [...name][0]}
    </span>
  )
}
