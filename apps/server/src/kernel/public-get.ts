import { lookup } from 'node:dns'
import { get as httpGet, type IncomingMessage } from 'node:http'
import { get as httpsGet } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

export interface PublicGetLimits {
  mostBytes: number
  limitMs: number
  /** Which addresses may be spoken to. */
  allowed?: (address: string) => boolean
}

const mostRedirects = 3

/**
 * Gets what stands at an address that came from outside, and nothing that only this machine or its network can see: every address is
 * looked at after it is resolved and again at each redirect, on the very connection that is used, so that a name can't change its mind.
 * Null for anything but a 200 within the limits.
 */
export async function publicGet(url: string, limits: PublicGetLimits): Promise<Buffer | null> {
  const signal = AbortSignal.timeout(limits.limitMs)
  let at = url
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const response = await begin(at, limits.allowed ?? isPublic, signal).catch(() => null)
    if (!response) return null
    const to = response.headers.location
    if (response.statusCode === 200) return gather(response, limits.mostBytes)
    response.destroy()
    if (!to || !redirects.has(response.statusCode ?? 0) || !URL.canParse(to, at)) return null
    at = new URL(to, at).href
  }
  return null
}

const redirects = new Set([301, 302, 303, 307, 308])

/** Whether it is an address of the open internet: not this machine's, not its network's, not one with a meaning of its own. */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'
}

function begin(url: string, allowed: (address: string) => boolean, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const to = new URL(url)
    const host = to.hostname.replace(/^\[|\]$/g, '')
    const get = { 'http:': httpGet, 'https:': httpsGet }[to.protocol]
    // A name is judged when it is looked up; a bare address is never looked up.
    if (!get || to.username !== '' || (isIP(host) !== 0 && !allowed(host))) {
      reject(new Error('not a public address'))
      return
    }
    const headers = { accept: 'image/*', 'user-agent': 'Parley' }
    get(to, { agent: false, signal, headers, lookup: judging(allowed) }, resolve).on('error', reject)
  })
}

const judging =
  (allowed: (address: string) => boolean): LookupFunction =>
  (host, options, done) =>
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '')
      const [first] = found
      if (!first || !found.every(({ address }) => allowed(address))) return done(new Error('not a public address'), '')
      if (options.all) return done(null, found)
      return done(null, first.address, first.family)
    })

async function gather(response: IncomingMessage, most: number): Promise<Buffer | null> {
  const pieces: Buffer[] = []
  let bytes = 0
  try {
    for await (const piece of response) {
      const read = Buffer.from(piece)
      bytes += read.length
      if (bytes > most) {
        response.destroy()
        return null
      }
      pieces.push(read)
    }
  } catch {
    return null
  }
  return Buffer.concat(pieces)
}
