import type { ServerFrame } from '@parley/contracts'

let stop = () => {}

/** Hears of every new version of one cart for as long as the page can be seen. A line that breaks is tried again, ever more patiently. */
export function watchCart(
  whose: () => { token: string; cartId: string },
  changed: (version: number) => void,
  seenBy: (names: string[]) => void,
): void {
  stop()
  let socket: WebSocket | undefined
  let tries = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const dial = () => {
    clearTimeout(timer)
    if (document.visibilityState !== 'visible' || (socket && socket.readyState < WebSocket.CLOSING)) return
    const { token, cartId } = whose()
    const address = new URL('/api/socket', location.href)
    address.protocol = address.protocol.replace('http', 'ws')
    address.searchParams.set('token', token)
    socket = new WebSocket(address)
    socket.onmessage = ({ data }) => {
      const frame: ServerFrame = JSON.parse(data)
      if (frame.type === 'hello') {
        tries = 0
        socket?.send(JSON.stringify({ type: 'watch_cart', ref: 'cart', cartId }))
      }
      if (frame.type === 'cart_seen_by' && frame.cartId === cartId) seenBy(frame.agents.map(({ name }) => name))
      if (frame.type === 'cart' && frame.cart.id === cartId) changed(frame.cart.version)
    }
    socket.onclose = () => {
      seenBy([])
      // Refused for good is not worth asking all day: the page still shows the basket when it is loaded.
      if (tries < 8) timer = setTimeout(dial, Math.min(60_000, 1_000 * 2 ** tries++) * (0.75 + Math.random() / 2))
    }
  }
  const onShown = () => document.visibilityState === 'visible' && dial()
  document.addEventListener('visibilitychange', onShown)
  dial()
  stop = () => {
    document.removeEventListener('visibilitychange', onShown)
    tries = Number.POSITIVE_INFINITY
    clearTimeout(timer)
    socket?.close()
  }
}
