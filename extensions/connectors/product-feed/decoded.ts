const sniffed = 64 * 1024

/** The bytes of a feed as text: by its mark, by what its XML declaration says, as UTF-8, or, where that can't be, Windows-1252. */
export async function decoded(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ opening: string; chunks: AsyncIterable<string> }> {
  const source = bytes[Symbol.asyncIterator]()
  const head: Uint8Array[] = []
  let size = 0
  while (size < sniffed) {
    const next = await source.next()
    if (next.done) break
    head.push(next.value)
    size += next.value.length
  }
  const opening = Buffer.concat(head)
  const encoding = encodingOf(opening)
  return {
    opening: new TextDecoder(encoding).decode(opening.subarray(0, sniffed)),
    chunks: chunks(opening, source, encoding),
  }
}

async function* chunks(opening: Uint8Array, source: AsyncIterator<Uint8Array>, encoding: string) {
  const decoder = new TextDecoder(encoding)
  yield decoder.decode(opening, { stream: true })
  for (let next = await source.next(); !next.done; next = await source.next()) {
    yield decoder.decode(next.value, { stream: true })
  }
  yield decoder.decode()
}

function encodingOf(opening: Uint8Array): string {
  if (opening[0] === 0xff && opening[1] === 0xfe) return 'utf-16le'
  if (opening[0] === 0xfe && opening[1] === 0xff) return 'utf-16be'
  const declared = /^\uFEFF?\s*<\?xml[^>]*encoding=["']([A-Za-z0-9_-]+)["']/.exec(
    Buffer.from(opening.subarray(0, 200)).toString('latin1'),
  )?.[1]
  if (declared && isKnown(declared) && !/^utf-?16/i.test(declared)) return declared
  try {
    // A character may be cut at the end of what was sniffed: streaming does not mind.
    new TextDecoder('utf-8', { fatal: true }).decode(opening, { stream: true })
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

function isKnown(encoding: string): boolean {
  try {
    return Boolean(new TextDecoder(encoding))
  } catch {
    return false
  }
}
