import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Clock } from '../../../kernel/clock.ts'

export const widths = [160, 320, 640, 960, 1600] as const
export type Width = (typeof widths)[number]
export type PictureFormat = 'jpeg' | 'webp'

export interface PictureShelf {
  /** The picture that stands at an outside address, at most so wide. Null where there is none to be had just now. */
  picture(of: { shopId: string; url: string; width: Width; format: PictureFormat }): Promise<Buffer | null>
}

export interface ShelfParts {
  folder: string
  clock: Clock
  /** The bytes at an address, or null; never from inside the house. */
  get: (url: string) => Promise<Buffer | null>
}

/** What could not be had is not asked for again for so long. */
const restMs = 10 * 60_000
const mostRemembered = 10_000
const known = new Set(['jpeg', 'png', 'webp', 'gif', 'heif'])
const mostPixels = 50_000_000

/** Pictures from outside, fetched once, kept below `folder` as they came and in each size that was asked for. Processes may share the folder. */
export function openPictureShelf({ folder, clock, get }: ShelfParts): PictureShelf {
  const failed = new Map<string, number>()
  const running = new Map<string, Promise<Buffer | null>>()
  /** Two who ask for the same at once wait for one. */
  const once = (key: string, work: () => Promise<Buffer | null>): Promise<Buffer | null> => {
    const begun = running.get(key)
    if (begun) return begun
    const done = work().finally(() => running.delete(key))
    running.set(key, done)
    return done
  }

  const original = (place: string, url: string): Promise<Buffer | null> =>
    once(place, async () => {
      const kept = await readFile(place).catch(() => null)
      if (kept) return kept
      const now = clock.now().getTime()
      if ((failed.get(place) ?? 0) > now) return null
      const fetched = await get(url)
      const usable = fetched && (await isPicture(fetched)) ? fetched : null
      if (usable) await keep(place, usable)
      else {
        if (failed.size >= mostRemembered) failed.clear()
        failed.set(place, now + restMs)
      }
      return usable
    })

  return {
    async picture({ shopId, url, width, format }) {
      const place = join(folder, shopId, createHash('sha256').update(url).digest('hex'))
      const sized = `${place}-${width}.${format}`
      return once(sized, async () => {
        const kept = await readFile(sized).catch(() => null)
        if (kept) return kept
        const whole = await original(place, url)
        const made = whole && (await resized(whole, width, format).catch(() => null))
        if (made) await keep(sized, made)
        return made
      })
    },
  }
}

async function isPicture(bytes: Buffer): Promise<boolean> {
  try {
    const { format } = await sharp(bytes, { limitInputPixels: mostPixels }).metadata()
    return known.has(format ?? '')
  } catch {
    return false
  }
}

/** Upright, never larger than it was, without what the camera wrote into it. */
function resized(bytes: Buffer, width: Width, format: PictureFormat): Promise<Buffer> {
  const made = sharp(bytes, { limitInputPixels: mostPixels })
    .autoOrient()
    .resize({ width, height: width * 2, fit: 'inside', withoutEnlargement: true })
  return format === 'webp'
    ? made.webp({ quality: 80 }).toBuffer()
    : made.flatten({ background: 'white' }).jpeg({ quality: 82, mozjpeg: true }).toBuffer()
}

/** Whole or not at all: another process may read it at any instant. */
async function keep(place: string, bytes: Buffer): Promise<void> {
  await mkdir(join(place, '..'), { recursive: true })
  const unfinished = `${place}.${randomUUID()}`
  await writeFile(unfinished, bytes)
  await rename(unfinished, place)
}
