import { record } from 'rrweb'
import { openMask } from './mask-page.ts'

export interface PageRecording {
  /** Tells the whole page anew. */
  tellAll(): void
  /** The element of a number that was told. */
  elementOf(node: number): Element | null
  stop(): void
}

/** Fields that are not even told of as fields: what they are for is nobody's to look at. */
const payment =
  'input[type="password"], [autocomplete^="cc-"], [autocomplete*="password"], [autocomplete="one-time-code"], iframe, object, embed'
/** Typed and shown by something that is no field. */
const typed = '[contenteditable], [data-parley-private]'
/** Shorter ones stand in any text by chance. */
const shortestSecret = 4

/** Follows the page as it is seen, and tells it without what is typed in it. */
export function recordPage(tell: (event: string) => void): PageRecording {
  const mask = openMask(secretsOfPage)
  const stop = record({
    emit: (event) => {
      mask.apply(event)
      tell(JSON.stringify(event))
    },
    maskAllInputs: true,
    maskInputFn: (text, element) => (element.hasAttribute('data-parley-safe') ? text : '*'.repeat(text.length)),
    maskTextSelector: typed,
    // The chat itself is known to both already.
    blockSelector: `#parley, ${payment}`,
    slimDOMOptions: 'all',
    recordCanvas: false,
    recordCrossOriginIframes: false,
    inlineImages: false,
    collectFonts: false,
    sampling: { mousemove: 50, scroll: 100, input: 'last' },
  })
  return {
    tellAll: () => record.takeFullSnapshot(),
    elementOf: (node) => {
      const found = record.mirror.getNode(node)
      return found instanceof Element ? found : null
    },
    stop: () => stop?.(),
  }
}

/** What stands in password and card fields just now, as typed and without its spaces. */
function secretsOfPage(): string[] {
  const fields = [...document.querySelectorAll<HTMLInputElement>(payment)].filter((each) => 'value' in each)
  return fields
    .flatMap(({ value }) => [value, value.replaceAll(/\s/g, '')])
    .filter((value) => value.length >= shortestSecret)
}
