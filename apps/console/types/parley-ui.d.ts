/**
 * What the console takes from `@parley/ui`, as types (see `paths` in tsconfig.json). The package is written in Preact's JSX,
 * which this project's React types would misread, so its sources stay out of the console's type check; they have their own.
 */
import type { LanguageTag, Money } from '@parley/contracts'

export declare function formatMoney(money: Money, language: LanguageTag): string
export declare function withAmount(row: { value: string; amount?: Money | undefined }, language: LanguageTag): string
