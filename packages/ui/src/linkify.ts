export type TextPart = { kind: 'words'; text: string } | { kind: 'link'; text: string; address: string }

const linkPattern = /\bhttps?:\/\/[^\s<>"']+|\bwww\.[^\s<>"']+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi
/** Signs that end the sentence rather than the address. */
const trailing = /[.,:;!?…'"»”’)\]]+$/

/** Finds addresses in plain text. Everything else stays words, markup included: nothing here is ever parsed as HTML. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  for (const match of text.matchAll(linkPattern)) {
    const found = trimmed(match[0])
    const address = addressOf(found)
    if (!address) continue
    if (match.index > from) parts.push({ kind: 'words', text: text.slice(from, match.index) })
    parts.push({ kind: 'link', text: found, address })
    from = match.index + found.length
  }
  if (from < text.length) parts.push({ kind: 'words', text: text.slice(from) })
  return parts
}

/** An address that is safe to put in a link or a picture, or nothing: scripts and data never pass. Relative ones stay on the shop. */
export function safeAddress(address: string | undefined): string | undefined {
  if (!address) return undefined
  const value = address.trim()
  if (/^https?:\/\//i.test(value)) return URL.canParse(value) ? value : undefined
  return /^\/(?![/\\])/.test(value) ? value : undefined
}

function trimmed(found: string): string {
  const bare = found.replace(trailing, '')
  // A bracket belongs to the address when it was opened inside it.
  const balanced = found.startsWith(`${bare})`) && bare.includes('(') && !bare.includes(')')
  return balanced ? `${bare})` : bare
}

function addressOf(found: string): string | undefined {
  if (/^https?:/i.test(found)) return safeAddress(found)
  if (/^www\./i.test(found)) return safeAddress(`https://${found}`)
  return `mailto:${found}`
}
