import type { Content, LanguageTag } from '@parley/contracts'
import { h, render } from 'preact'
import type { Act } from './act.ts'
import styles from './content.css?inline'
import { MessageContent } from './message-content.tsx'
import { loadContentTexts, type TextTable } from './texts.ts'

/**
 * `<parley-content>`: one message's content for pages built with something else. Set `content`, `language`, `text` and, where
 * it may be answered, `onAction`. The tokens come from the page; so does the colour scheme.
 */
export class ParleyContentElement extends HTMLElement {
  #content: Content | undefined
  #language: LanguageTag = 'en'
  #text = ''
  #act: Act | undefined
  #settled = false
  #texts: { language: LanguageTag; table: TextTable } | undefined
  #due = false

  set content(content: Content | undefined) {
    this.#content = content
    this.#draw()
  }
  get content() {
    return this.#content
  }

  set language(language: LanguageTag) {
    this.#language = language
    this.#draw()
  }
  get language() {
    return this.#language
  }

  set text(text: string) {
    this.#text = text
    this.#draw()
  }
  get text() {
    return this.#text
  }

  set onAction(act: Act | undefined) {
    this.#act = act
    this.#draw()
  }
  get onAction() {
    return this.#act
  }

  set settled(settled: boolean) {
    this.#settled = settled
    this.#draw()
  }
  get settled() {
    return this.#settled
  }

  connectedCallback(): void {
    if (!this.shadowRoot) {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(`:host{display:block}${styles}`)
      this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet]
    }
    this.#draw()
  }

  disconnectedCallback(): void {
    if (this.shadowRoot) render(null, this.shadowRoot)
  }

  /** Several properties set in one go are drawn once. */
  #draw(): void {
    if (this.#due || !this.isConnected) return
    this.#due = true
    queueMicrotask(async () => {
      this.#due = false
      const language = this.#language
      if (this.#texts?.language !== language) this.#texts = { language, table: await loadContentTexts(language) }
      const root = this.shadowRoot
      if (!root || !this.isConnected || !this.#content || language !== this.#language) return
      render(
        h(MessageContent, {
          content: this.#content,
          language,
          texts: this.#texts.table,
          text: this.#text,
          onAction: this.#act,
          settled: this.#settled,
        }),
        root,
      )
    })
  }
}

/** Registers `<parley-content>`; once is enough. */
export function defineContentElement(): void {
  if (!customElements.get('parley-content')) customElements.define('parley-content', ParleyContentElement)
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-content': ParleyContentElement
  }
}
