/** A sign of life from a page of the shop. */
export interface Seen {
  /** Made by the page for this tab and this visit; means nothing anywhere else. */
  visitId: string
  page: string
  language: string
}

/** Whoever has given no sign of life for so long has left. Pages give one every twenty seconds. */
export const visitLastsMs = 60_000

/** Pages whose address is somebody's own: only that she is there is told. */
const ownPages = /^\/(orders|pay|papers|files)(?=\/)/

/** The path alone: what follows the question mark may hold names and addresses, and some paths are keys. */
export function pageOf(address: string): string {
  const path = (URL.canParse(address, 'http://shop') ? new URL(address, 'http://shop').pathname : '/').slice(0, 200)
  return ownPages.exec(path)?.[0] ?? path
}
