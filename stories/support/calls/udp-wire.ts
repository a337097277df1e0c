import { createSocket, type Socket } from 'node:dgram'

/** A stretch of network between two browsers on one machine, which can be cut. */
export interface UdpWire {
  /** An ICE candidate that leads over the wire instead of straight; null for one that would go around it. */
  lead(candidate: string): Promise<string | null>
  cut(): void
  mend(): void
  /** Packets carried so far, both ways. */
  carried(): number
  close(): void
}

const place = '127.0.0.1'

export function openUdpWire(): UdpWire {
  const sockets = new Set<Socket>()
  const entrances = new Map<number, Promise<number>>()
  let isCut = false
  let carried = 0

  const open = async (): Promise<Socket> => {
    const socket = createSocket('udp4')
    sockets.add(socket)
    socket.on('error', () => {})
    await new Promise<void>((done) => socket.bind(0, place, done))
    return socket
  }

  /** A port that passes everything on to the target, from another port for everybody who sends, as a router does. */
  const entranceTo = async (target: number): Promise<number> => {
    const entrance = await open()
    const exits = new Map<number, Promise<Socket>>()
    const exitFor = async (sender: number): Promise<Socket> => {
      const exit = await open()
      exit.on('message', (packet) => {
        if (isCut) return
        carried += 1
        entrance.send(packet, sender, place)
      })
      return exit
    }
    entrance.on('message', (packet, { port }) => {
      const exit = exits.get(port) ?? exitFor(port)
      exits.set(port, exit)
      if (isCut) return
      carried += 1
      void exit.then((socket) => socket.send(packet, target, place))
    })
    return entrance.address().port
  }

  return {
    async lead(candidate) {
      const parts = candidate.split(' ')
      const [, , protocol, , address, port] = parts
      if (protocol?.toLowerCase() !== 'udp' || address !== place) return null
      const target = Number(port)
      const entrance = entrances.get(target) ?? entranceTo(target)
      entrances.set(target, entrance)
      parts[5] = String(await entrance)
      return parts.join(' ')
    },
    cut: () => {
      isCut = true
    },
    mend: () => {
      isCut = false
    },
    carried: () => carried,
    close: () => {
      for (const socket of sockets) socket.close()
    },
  }
}
