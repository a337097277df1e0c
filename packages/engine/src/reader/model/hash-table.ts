/** From 32-bit hash to row number, open addressing in two flat arrays: no objects, nothing for the collector to walk. */
export interface HashTable {
  keys: Uint32Array
  rows: Int32Array
  mask: number
}

export function hashTable(hashes: Uint32Array): HashTable {
  let size = 16
  while (size < hashes.length * 2) size *= 2
  const table: HashTable = { keys: new Uint32Array(size), rows: new Int32Array(size), mask: size - 1 }
  for (let row = 0; row < hashes.length; row++) {
    const hash = hashes[row] ?? 0
    let at = hash & table.mask
    while (table.keys[at] !== 0) at = (at + 1) & table.mask
    table.keys[at] = hash
    table.rows[at] = row
  }
  return table
}

/** The hash's row, or -1. */
export function rowOf(table: HashTable, hash: number): number {
  let at = hash & table.mask
  for (;;) {
    const key = table.keys[at]
    if (key === hash) return table.rows[at] ?? -1
    if (key === 0 || key === undefined) return -1
    at = (at + 1) & table.mask
  }
}
