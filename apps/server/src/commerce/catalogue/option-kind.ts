/** The options that feeds have a column for. */
export type OptionKind = 'colour' | 'size' | 'material' | 'pattern'

const kinds: Readonly<Record<string, OptionKind>> = {
  colour: 'colour',
  color: 'colour',
  size: 'size',
  material: 'material',
  pattern: 'pattern',
}

/** "shoe-size" is a size; "scent" is none of these. */
export const kindOfOption = (code: string): OptionKind | undefined =>
  kinds[code] ?? (code.endsWith('-size') ? 'size' : undefined)
