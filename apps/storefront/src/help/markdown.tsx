import { safeAddress } from '@parley/ui'
import type { ComponentChild, VNode } from 'preact'

/** Draws a small part of Markdown. Whatever else stands in the text, markup too, stays text. */
export function Markdown({ text }: { text: string }) {
  const blocks = text
    .replaceAll('\r', '')
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter(Boolean)
  return <div class="prose">{blocks.map(drawBlock)}</div>
}

function drawBlock(block: string): VNode {
  const lines = block.split('\n')
  const heading = /^(#{1,4})\s+(.+)$/.exec(block)
  if (heading && lines.length === 1) {
    return (heading[1]?.length ?? 0) < 3 ? <h2>{inline(heading[2] ?? '')}</h2> : <h3>{inline(heading[2] ?? '')}</h3>
  }
  if (lines.every((line) => /^\s*[-*]\s+/.test(line))) return <ul>{items(lines, /^\s*[-*]\s+/)}</ul>
  if (lines.every((line) => /^\s*\d+[.)]\s+/.test(line))) return <ol>{items(lines, /^\s*\d+[.)]\s+/)}</ol>
  if (lines.length > 2 && lines.every((line) => line.startsWith('|'))) return table(lines)
  return <p>{inline(lines.join(' '))}</p>
}

const items = (lines: string[], mark: RegExp) => lines.map((line) => <li>{inline(line.replace(mark, ''))}</li>)

/** A head, a line of dashes, rows. Wide ones scroll by themselves. */
function table(lines: string[]): VNode {
  const [head, , ...rows] = lines.map((line) =>
    line
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => cell.trim()),
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section class="table" tabIndex={0} aria-label={head?.join(', ')}>
      <table>
        <thead>
          <tr>
            {head?.map((cell) => (
              <th scope="col">{inline(cell)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((cell) => (
                <td>{inline(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const marks = /\*\*(?<bold>[^*]+)\*\*|\*(?<slanted>[^*\s][^*]*)\*|\[(?<label>[^\]]+)\]\((?<address>[^)\s]+)\)/g

/** Bold, slanted, links. An address that could be a script is no link. */
function inline(text: string): ComponentChild[] {
  const parts: ComponentChild[] = []
  let from = 0
  for (const match of text.matchAll(marks)) {
    const { bold, slanted, label, address } = match.groups ?? {}
    parts.push(text.slice(from, match.index))
    if (bold) parts.push(<strong>{bold}</strong>)
    else if (slanted) parts.push(<em>{slanted}</em>)
    else parts.push(linked(label ?? '', address))
    from = match.index + match[0].length
  }
  parts.push(text.slice(from))
  return parts
}

function linked(label: string, address: string | undefined): ComponentChild {
  const safe = address?.startsWith('mailto:') ? address : safeAddress(address)
  return safe ? <a href={safe}>{label}</a> : label
}
