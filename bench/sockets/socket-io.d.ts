/** As much of socket.io as the bare echo beside us uses; so that types are checked also where the peer is not installed. */
declare module 'socket.io' {
  import type { Server as HttpServer } from 'node:http'

  interface Socket {
    on(event: string, hear: (given: unknown) => void): void
    emit(event: string, given: unknown): void
    join(room: string): void
  }
  export class Server {
    constructor(server: HttpServer, options: { transports: string[]; perMessageDeflate: false })
    on(event: 'connection', hear: (socket: Socket) => void): void
    to(room: string): { emit(event: string, given: unknown): void }
  }
}
