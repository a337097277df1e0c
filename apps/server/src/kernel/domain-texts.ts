import { createTexts, type RuntimeTexts, type TextsByLanguage } from '@parley/engine'

let brought: Record<string, TextsByLanguage> = {}
const domains: { learn(): void }[] = []

/**
 * What a domain says to shoppers by itself, in the languages that ship and in those whose folder brings `server.<domain>` among its texts.
 * @example const texts = domainTexts('cart', { en, fi, hu, is, sv })
 */
export function domainTexts(domain: string, own: TextsByLanguage): RuntimeTexts {
  const together = () => createTexts({ byFlow: { [domain]: { ...brought[`server.${domain}`], ...own } } })
  let texts = together()
  domains.push({
    learn: () => {
      texts = together()
    },
  })
  return {
    find: (flow, language, key, values) => texts.find(flow, language, key, values),
    text: (flow, language, key, values) => texts.text(flow, language, key, values),
  }
}

/** Once, at the start: the texts that language folders bring, by section. */
export function learnTexts(sections: Record<string, TextsByLanguage>): void {
  brought = sections
  for (const domain of domains) domain.learn()
}
