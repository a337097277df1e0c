import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stoppedClock } from '../../../kernel/clock.ts'
import { openPictureShelf } from './picture-shelf.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-pictures-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const chair = 'https://shop.example/chair.png'
const colour = { r: 200, g: 30, b: 30, alpha: 1 }
const png = () =>
  sharp({ create: { width: 1200, height: 900, channels: 4, background: colour } })
    .png()
    .toBuffer()

/** A shelf of its own folder, and what it went out for. */
function shelfOf(name: string, answers: Record<string, Buffer>) {
  const asked: string[] = []
  const clock = stoppedClock('2026-11-20T12:00:00Z')
  const get = async (url: string) => {
    asked.push(url)
    return answers[url] ?? null
  }
  return { asked, clock, shelf: openPictureShelf({ folder: join(folder, name), clock, get }) }
}

test('a picture is fetched once, however many ask for it at once, in however many sizes', async () => {
  const { asked, shelf } = shelfOf('once', { [chair]: await png() })
  const of = { shopId: 'torget', url: chair, format: 'jpeg' as const }
  const made = await Promise.all([
    ...Array.from({ length: 5 }, () => shelf.picture({ ...of, width: 320 })),
    shelf.picture({ ...of, width: 640 }),
    shelf.picture({ ...of, width: 1600, format: 'webp' }),
  ])
  const sizes = await Promise.all(
    made.map(async (bytes) => {
      const { width, height, format } = await sharp(bytes ?? Buffer.of()).metadata()
      return `${format} ${width} × ${height}`
    }),
  )
  expect(sizes).toEqual([...Array.from({ length: 5 }, () => 'jpeg 320 × 240'), 'jpeg 640 × 480', 'webp 1200 × 900'])
  expect(asked).toEqual([chair])
  const again = openPictureShelf({
    folder: join(folder, 'once'),
    clock: stoppedClock('2026-11-21T12:00:00Z'),
    get: async () => null,
  })
  expect(await again.picture({ ...of, width: 320 })).toEqual(made[0])
  expect(
    (await readdir(join(folder, 'once', 'torget'))).filter(
      (file) => file.includes('.jpeg.') || file.includes('.webp.'),
    ),
  ).toEqual([])
})

test('what is no picture, whatever it says of itself, is not kept, and not asked for again at once', async () => {
  const hostile = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const { asked, clock, shelf } = shelfOf('none', {
    'https://a.example/x.jpg': hostile,
    'https://a.example/y.jpg': Buffer.from('<html>'),
  })
  for (const url of ['https://a.example/x.jpg', 'https://a.example/y.jpg', 'https://a.example/gone.jpg']) {
    const of = { shopId: 'torget', url, width: 320, format: 'jpeg' } as const
    expect(await shelf.picture(of)).toBeNull()
    expect(await shelf.picture(of)).toBeNull()
  }
  expect(asked).toHaveLength(3)
  clock.move(11 * 60_000)
  await shelf.picture({ shopId: 'torget', url: 'https://a.example/gone.jpg', width: 320, format: 'jpeg' })
  expect(asked).toHaveLength(4)
})

test('one shop’s pictures are not another’s', async () => {
  const { asked, shelf } = shelfOf('two', { [chair]: await png() })
  await shelf.picture({ shopId: 'torget', url: chair, width: 160, format: 'webp' })
  await shelf.picture({ shopId: 'lanterns', url: chair, width: 160, format: 'webp' })
  expect(asked).toHaveLength(2)
})
