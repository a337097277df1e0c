/** What the script tag said and what the loader has laid out for the app. Types only: the loader must stay tiny. */
export interface Mount {
  host: HTMLElement
  root: ShadowRoot
  button: HTMLButtonElement
  badge: HTMLElement
  /** Where the script came from: everything is asked there. */
  origin: string
  settings: Settings
  /** The signed-in customer, when the page has told before the app was here. */
  identity: string | undefined
}

export interface Settings {
  key: string
  language: string | undefined
  currency: string | undefined
  accent: string | undefined
}

/** What the page can ask of the chat. */
export interface Widget {
  open(): void
  close(): void
  toggle(): void
  say(text: string): void
  identify(token: string): void
}

/** `window.parley`. Calls made before the app has arrived are kept. */
export interface PageDoor {
  open(): void
  close(): void
  say(text: string): void
  identify(token: string): void
  /** Hears of `cart` (the cart changed in the chat), `visitor` (her token was told), `open` and `close`; the answer stops it. */
  on(name: string, hear: (detail: unknown) => void): () => void
}

export interface AppModule {
  start(mount: Mount): Promise<Widget>
}

declare global {
  interface Window {
    parley?: PageDoor
  }
}
