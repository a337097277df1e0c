import { launcherStyles } from './launcher-styles.ts'
import type { AppModule, Mount, PageDoor, Widget } from './mount.ts'

/** The app tells the launcher's name in full as soon as it is here; until then one word has to do. */
const names: Record<string, string> = { sv: 'Chatt', is: 'Spjall', hu: 'Csevegés' }

// A plain script on a stranger's page: the build wraps it so that no name gets out, it draws nothing twice, and the app itself is
// fetched only when someone reaches for the chat or has one going.
const script = document.currentScript
if (script instanceof HTMLScriptElement && !window.parley) begin(script)

function begin({ dataset, src }: HTMLScriptElement): void {
  const { key = '', language, currency, accent, position, theme } = dataset
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  const button = document.createElement('button')
  const badge = document.createElement('span')
  const { origin } = new URL(src)
  const mount: Mount = {
    host,
    root,
    button,
    badge,
    origin,
    settings: { key, language, currency, accent },
    identity: undefined,
  }
  let app: Promise<Widget> | undefined
  const load = () => {
    if (!app) {
      app = import(/* @vite-ignore */ new URL('__PARLEY_APP__', src).href).then((module: AppModule) =>
        module.start(mount),
      )
      // Offline at the first tap: the next one tries again.
      app.catch(() => {
        app = undefined
      })
    }
    return app
  }
  const ask = (what: (widget: Widget) => void) => {
    load().then(what, () => {})
  }

  window.parley = pageDoor(
    ask,
    () => app,
    (token) => {
      mount.identity = token
    },
  )
  host.id = 'parley'
  host.className = position ?? ''
  if (theme) host.style.colorScheme = theme
  const colour = accent ?? kept(() => localStorage, key, 'accent')
  if (colour) host.style.setProperty('--launcher', colour)
  const styles = new CSSStyleSheet()
  styles.replaceSync(launcherStyles)
  root.adoptedStyleSheets = [styles]
  dressButton(button, badge, (language ?? document.documentElement.lang).slice(0, 2))
  button.onclick = () => ask((widget) => widget.toggle())
  // Reaching for it is enough to begin: by the tap it is there.
  button.onpointerenter = button.onfocus = () => ask(() => {})
  root.append(button)

  const show = () => {
    document.body.append(host)
    if (kept(() => sessionStorage, key, 'open')) ask((widget) => widget.open())
    else if (kept(() => localStorage, key, 'conversation')) setTimeout(load, 500)
  }
  if (document.body) show()
  else addEventListener('DOMContentLoaded', show)
}

function pageDoor(
  ask: (what: (widget: Widget) => void) => void,
  here: () => Promise<Widget> | undefined,
  know: (identity: string) => void,
): PageDoor {
  return {
    open: () => ask((widget) => widget.open()),
    close: () => here()?.then((widget) => widget.close()),
    say: (text) => ask((widget) => widget.say(text)),
    identify: (token) => {
      know(token)
      here()?.then((widget) => widget.identify(token))
    },
    on: (name, hear) => {
      const listener = (event: Event) => hear(event instanceof CustomEvent ? event.detail : undefined)
      document.addEventListener(`parley:${name}`, listener)
      return () => document.removeEventListener(`parley:${name}`, listener)
    },
  }
}

/** Where storage is closed, reading it throws. */
function kept(area: () => Storage, key: string, name: string): string | null {
  try {
    return area().getItem(`parley:${key}:${name}`)
  } catch {
    return null
  }
}

function dressButton(button: HTMLButtonElement, badge: HTMLElement, language: string): void {
  button.id = 'launcher'
  button.type = 'button'
  button.ariaLabel = names[language] ?? 'Chat'
  button.ariaExpanded = 'false'
  button.append(
    drawing(
      'M12 4c-4.7 0-8.5 3.2-8.5 7.2 0 2.3 1.3 4.3 3.2 5.6-.1 1.2-.6 2.3-1.5 3.2 1.8-.1 3.4-.8 4.7-1.8.7.1 1.4.2 2.1.2 4.7 0 8.5-3.2 8.5-7.2S16.7 4 12 4z',
    ),
    drawing('M6 9.5l6 6 6-6'),
    badge,
  )
  badge.id = 'badge'
  badge.hidden = true
}

/** Element by element: a page may forbid markup from scripts. */
function drawing(shape: string): SVGElement {
  const space = 'http://www.w3.org/2000/svg'
  const picture = document.createElementNS(space, 'svg')
  const path = document.createElementNS(space, 'path')
  picture.setAttribute('viewBox', '0 0 24 24')
  path.setAttribute('d', shape)
  picture.append(path)
  return picture
}
