import fraunces from '@fontsource-variable/fraunces/files/fraunces-latin-opsz-normal.woff2?url'
import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url'
import { accentOf } from '@parley/ui'
import { renderToString } from 'preact-render-to-string'
import { builtFiles } from '../built-files.ts'
import type { Page } from '../doors/door.ts'
import { countOf, type Reader } from '../reader.ts'
import { Footer } from './footer.tsx'
import { Header } from './header.tsx'

/** The whole document of a page, as text. */
export function documentOf(reader: Reader, page: Page): string {
  return `<!doctype html>${renderToString(<Document reader={reader} page={page} />)}`
}

function Document({ reader, page }: { reader: Reader; page: Page }) {
  const { shop, say, widget, basket } = reader
  const accent = accentOf(shop.accent)
  const style = accent && `--accent-light:${accent.light};--accent-dark:${accent.dark}`
  const title = page.title === shop.name ? shop.name : `${page.title} · ${shop.name}`
  return (
    <html lang={reader.language} style={style}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {page.description && <meta name="description" content={page.description.slice(0, 300)} />}
        {page.isPrivate ? <meta name="robots" content="noindex" /> : <Alternates reader={reader} />}
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbfaf7" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#121419" />
        <link rel="icon" href={iconOf(shop.name, shop.accent)} />
        <meta property="og:title" content={page.title} />
        <meta property="og:site_name" content={shop.name} />
        {[fraunces, inter].map((font) => (
          <link rel="preload" as="font" type="font/woff2" href={font} crossorigin="anonymous" />
        ))}
        {page.picture && <link rel="preload" as="image" href={page.picture} fetchpriority="high" />}
        {builtFiles.styles.map((file) => (
          <link rel="stylesheet" href={`/assets/${file}`} />
        ))}
        <script type="module" src={`/assets/${builtFiles.script}`} />
        {page.data && <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: inert(page.data) }} />}
      </head>
      <body data-key={widget.key} data-basket={basket?.id ?? ''} data-basket-version={basket?.version ?? 0}>
        <a class="skip" href="#main">
          {say('frame.skip')}
        </a>
        <Header reader={reader} isPlain={page.isPlain === true} />
        <main id="main">{page.body}</main>
        <Footer reader={reader} />
        <dialog id="basket" aria-labelledby="basket-title" data-count={countOf(basket)} />
        <script
          src={widget.loaderUrl}
          data-key={widget.key}
          data-language={reader.language}
          data-currency={reader.currency}
          async
        />
      </body>
    </html>
  )
}

/** The same page in every language, for search engines. */
function Alternates({ reader }: { reader: Reader }) {
  const { shop, url, publicUrl } = reader
  const inLanguage = (tag: string | null) => {
    const address = new URL(url.pathname + url.search, publicUrl)
    if (tag) address.searchParams.set('lang', tag)
    return address.href
  }
  return (
    <>
      <link rel="canonical" href={inLanguage(reader.language)} />
      {shop.languages.map((tag) => (
        <link rel="alternate" hreflang={tag} href={inLanguage(tag)} />
      ))}
      <link rel="alternate" hreflang="x-default" href={inLanguage(null)} />
    </>
  )
}

/** Data that can't end the script it stands in, whatever a product is called. */
function inert(data: object): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
}

/** The shop's initial on its colour. */
function iconOf(name: string, accent: string): string {
  const colour = /^#[\da-f]{3,6}$/i.test(accent) ? accent : '#444444'
  const letter = encodeURIComponent(name.charAt(0).replace(/[<&]/, ''))
  const drawing = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='7' fill='${encodeURIComponent(colour)}'/><text x='16' y='23' font-family='Georgia,serif' font-size='20' text-anchor='middle' fill='white'>${letter}</text></svg>`
  return `data:image/svg+xml,${drawing}`
}
