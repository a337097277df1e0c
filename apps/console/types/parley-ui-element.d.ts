import type { Content, LanguageTag } from '@parley/contracts'

export interface ParleyContentElement extends HTMLElement {
  content: Content | undefined
  language: LanguageTag
  text: string
  settled: boolean
}
export declare function defineContentElement(): void
