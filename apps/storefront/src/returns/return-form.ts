import type { FormFields } from '../doors/door.ts'
import type { ReturnDesk, ReturnWish } from '../shop-port.ts'

/** What stands in the form. */
export interface ReturnEntered {
  lines: { lineId: string; isChosen: boolean; quantity: number; instead: string }[]
  reason: string
  wish: 'refund' | 'credit' | 'exchange'
  note: string
}

export function entered(form: FormFields, desk: ReturnDesk): ReturnEntered {
  const chosen = new Set(form.all('line'))
  return {
    lines: desk.items.map(({ lineId, left }) => ({
      lineId,
      isChosen: chosen.has(lineId),
      quantity: Math.min(left, Math.max(1, Number.parseInt(form.text(`quantity-${lineId}`), 10) || 1)),
      instead: form.text(`instead-${lineId}`),
    })),
    reason: form.text('reason'),
    wish: wishIn(form.text('wish')),
    note: form.text('note').slice(0, 2000),
  }
}

const wishIn = (said: string): ReturnEntered['wish'] => (said === 'exchange' || said === 'credit' ? said : 'refund')

/** What is chosen beforehand: the thing, where there is but one. */
export function untouched(desk: ReturnDesk): ReturnEntered {
  return {
    lines: desk.items.map(({ lineId, left }) => ({
      lineId,
      isChosen: desk.items.length === 1,
      quantity: left,
      instead: '',
    })),
    reason: '',
    wish: 'refund',
    note: '',
  }
}

/** The wish, once there is something in it. */
export function wishOf({ lines, reason, wish, note }: ReturnEntered): ReturnWish | null {
  const chosen = lines.filter(({ isChosen }) => isChosen)
  if (chosen.length === 0 || reason === '') return null
  return {
    wish,
    reason,
    ...(note ? { note } : {}),
    lines: chosen.map(({ lineId, quantity, instead }) => ({
      lineId,
      quantity,
      ...(wish === 'exchange' && instead ? { variantId: instead } : {}),
    })),
  }
}
