const letters: Readonly<Record<string, string>> = { ð: 'd', þ: 'th', æ: 'ae', ø: 'o', ß: 'ss', ł: 'l' }

/** "Röd sko, läder" → "rod-sko-lader"; letters of other scripts stay as they are. */
export const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[ðþæøßł]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
