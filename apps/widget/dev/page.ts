/** A page of a made-up shop for the chat to stand on. `?language=fi&theme=dark&accent=%23…` alter the script tag. */
export function pageOf(path: string, url: string): string {
  const asked = new URL(url, 'http://localhost').searchParams
  const data = ['language', 'theme', 'accent', 'position'].flatMap((name) => {
    const value = asked.get(name)
    return value ? [`data-${name}="${value.replace(/[^\w#-]/g, '')}"`] : []
  })
  return `<!doctype html>
<html lang="sv">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Torget</title>
    <style>
      :root { color-scheme: light dark; font-family: Inter, system-ui, sans-serif; }
      body { max-width: 60rem; margin: 3rem auto; padding: 0 1.5rem; line-height: 1.6; background: light-dark(#fbfaf7, #14161b); color: light-dark(#22252c, #e8eaee); }
      button { text-transform: uppercase; letter-spacing: 0.2em; }
    </style>
  </head>
  <body>
    <main>
      <h1>${path === '/' ? 'Torget' : 'En annan sida'}</h1>
      <p>Möbler, textilier och ljus från Norden. <a href="/next">Nästa sida</a> <a href="/">Första sidan</a></p>
      <p><label>Sök <input name="q"></label></p>
      <p>${'Lin, ull och ek. Saker som håller och som går att laga. '.repeat(12)}</p>
    </main>
    <script src="/widget/loader.js" data-key="pk_test" ${data.join(' ')} async></script>
  </body>
</html>`
}

const colours: Readonly<Record<string, string>> = {
  lin: '#c9b79c',
  ull: '#8d949c',
  bomull: '#dcd6c8',
  sammet: '#3f5d52',
  agent: '#b98b6b',
}

/** A folded cloth on tinted paper, lit from the upper left. */
export function pictureOf(path: string): string {
  const name = /(\w+)\.svg$/.exec(path)?.[1] ?? ''
  const colour = colours[name] ?? '#999'
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 500">
  <rect width="400" height="500" fill="#eee9df"/>
  <ellipse cx="205" cy="405" rx="140" ry="18" fill="#000" opacity=".12"/>
  <path d="M80 400V190q0-30 30-30h180q30 0 30 30v210z" fill="${colour}"/>
  <path d="M80 260h240M80 330h240" stroke="#000" stroke-opacity=".15" stroke-width="4"/>
  <path d="M80 400V190q0-30 30-30h40q-30 0-30 30v210z" fill="#fff" opacity=".2"/>
</svg>`
}
