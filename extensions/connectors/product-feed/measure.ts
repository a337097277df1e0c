const millimetres: Readonly<Record<string, number>> = {
  mm: 1,
  cm: 10,
  m: 1000,
  in: 25.4,
  inch: 25.4,
  inches: 25.4,
  '"': 25.4,
  ft: 304.8,
}
const grams: Readonly<Record<string, number>> = { g: 1, kg: 1000, mg: 0.001, lb: 453.592, lbs: 453.592, oz: 28.3495 }

/** "80 cm", "31,5 in" → millimetres; undefined where it is no such thing. */
export const lengthMm = (text: string | undefined): number | undefined => measure(text, millimetres, 'cm')

/** "2.5 kg", "900 g" → grams. */
export const weightG = (text: string | undefined): number | undefined => measure(text, grams, 'kg')

function measure(
  text: string | undefined,
  units: Readonly<Record<string, number>>,
  otherwise: string,
): number | undefined {
  const [, number, unit = ''] = /^\s*(\d+(?:[.,]\d+)?)\s*([a-z"]*)\.?\s*$/i.exec(text ?? '') ?? []
  const factor = units[(unit || otherwise).toLowerCase()]
  if (number === undefined || factor === undefined) return undefined
  const value = Math.round(Number(number.replace(',', '.')) * factor)
  return value > 0 && value < 1e9 ? value : undefined
}
