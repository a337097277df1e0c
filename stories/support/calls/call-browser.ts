import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { z } from 'zod'
import { findChromium } from '../../../tools/chromium.ts'
import type { UdpWire } from './udp-wire.ts'

/** A Chromium with a camera that shows a moving picture and a microphone that beeps; it asks nobody whether it may use them. */
export async function openCallBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await findChromium(),
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--allow-loopback-in-peer-connection',
      '--auto-select-desktop-capture-source=Entire screen',
      '--autoplay-policy=no-user-gesture-required',
    ],
  })
}

/**
 * Written for the page: keeps its connections within reach, for their statistics, and leads them over the wire where there is one.
 * A candidate that would go around the wire is dropped, also where it stands in a description.
 */
const watching = `
  const Real = RTCPeerConnection
  globalThis.connections = []
  globalThis.saidToPeer = []
  const send = RTCDataChannel.prototype.send
  RTCDataChannel.prototype.send = function (data) { globalThis.saidToPeer.push(String(data)); return send.call(this, data) }
  globalThis.RTCPeerConnection = class extends Real {
    constructor(...given) { super(...given); globalThis.connections.push(this) }
    async addIceCandidate(given) {
      if (!globalThis.leadOverWire) return super.addIceCandidate(given)
      const candidate = await globalThis.leadOverWire(given.candidate)
      if (candidate) return super.addIceCandidate({ ...given, candidate })
    }
    setRemoteDescription(given) {
      const sdp = globalThis.leadOverWire ? given.sdp.replace(/a=candidate:.*\\r\\n/g, '') : given.sdp
      return super.setRemoteDescription({ type: given.type, sdp })
    }
  }`

export async function openCallContext(browser: Browser, wire: UdpWire | null): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
  context.setDefaultTimeout(20_000)
  if (wire) await context.exposeFunction('leadOverWire', (candidate: string) => wire.lead(candidate))
  await context.addInitScript(watching)
  return context
}

const heard = z.object({
  /** Packets of sound and frames of pictures that have come from the other side. */
  sound: z.number(),
  frames: z.number(),
  /** How the pair in use leads: host, srflx, prflx or relay. */
  way: z.string().nullable(),
})
export type Heard = z.infer<typeof heard>

/** What has reached this page of the other's sound and picture, from the statistics of its connection. */
export async function heardBy(page: Page): Promise<Heard> {
  return heard.parse(
    await page.evaluate(`(async () => {
      const all = [...(await connections.at(-1).getStats()).values()]
      const inbound = all.filter((one) => one.type === 'inbound-rtp')
      const sum = (kind, name) => inbound.filter((one) => one.kind === kind).reduce((n, one) => n + (one[name] ?? 0), 0)
      const transport = all.find((one) => one.type === 'transport')
      const pair = all.find((one) => one.id === transport?.selectedCandidatePairId)
      const own = all.find((one) => one.id === pair?.localCandidateId)
      return { sound: sum('audio', 'packetsReceived'), frames: sum('video', 'framesDecoded'), way: own?.candidateType ?? null }
    })()`),
  )
}
