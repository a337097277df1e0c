// A process of its own: socket.io as its documents set it up for speed (WebSocket alone, nothing pressed together), saying back what it hears.
import { createServer } from 'node:http'
import { Server } from 'socket.io'

const http = createServer()
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false })
io.on('connection', (socket) => {
  socket.on('say', (given) => socket.emit('said', given))
  socket.on('enter', () => socket.join('room'))
  socket.on('tell', (given) => io.to('room').emit('told', given))
})
http.listen(0, '127.0.0.1', () => {
  const at = http.address()
  process.send?.({ port: typeof at === 'object' ? at?.port : 0 })
})
