import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './root.ts'
import { teachInThread } from './teach-in-thread.ts'

const teach = teachInThread({ extensionFolders: [join(root, 'extensions')], modelFolder: join(root, '.data/models') })

test('a shop’s lessons are measured on sentences that nobody taught from, in every language', {
  timeout: 240_000,
}, async () => {
  const { delta, scores, changed } = await teach([
    { text: 'skutt om mina grejer', job: 'track_parcel', language: 'sv' },
    { text: 'skutt om grejerna', job: 'track_parcel', language: 'sv' },
  ])
  expect(delta.weights.length).toBeGreaterThan(0)
  expect(scores.map(({ language }) => language).sort()).toEqual(['en', 'fi', 'hu', 'is', 'sv'])
  for (const { cases, before, after } of scores) {
    expect(cases).toBeGreaterThan(200)
    expect(before).toBeGreaterThan(0.8)
    expect(before - after).toBeLessThan(0.01)
  }
  for (const one of changed) expect(one.before).not.toBe(one.after)
})
