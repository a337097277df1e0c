// The packages bring no types; told is what the bench calls.

declare module '@nlpjs/core' {
  export interface Container {
    use(part: unknown): void
    get(name: 'nlp', settings: object): import('@nlpjs/nlp').NlpManager
  }
  export function containerBootstrap(): Promise<Container>
}

declare module '@nlpjs/nlp' {
  export interface NlpManager {
    settings: Record<string, unknown>
    useNlu(className: string, locale: string, domain: string, settings: object): void
    addLanguage(locale: string): void
    addDocument(locale: string, text: string, intent: string): void
    train(): Promise<void>
    process(locale: string, text: string): Promise<{ intent: string }>
  }
  export const Nlp: unknown
}

declare module '@nlpjs/lang-en' {
  export const LangEn: unknown
}

declare module '@nlpjs/lang-sv' {
  export const LangSv: unknown
}

declare module '@nlpjs/lang-fi' {
  export const LangFi: unknown
}

declare module '@nlpjs/lang-hu' {
  export const LangHu: unknown
}
