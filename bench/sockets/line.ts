import WebSocket from 'ws'

/** A line of the load: it looks for marks in what comes, and parses nothing. */
export interface Line {
  send(text: string): void
  /** Called with every frame, as it came. */
  hear: (text: string) => void
  close(): void
}

/** Opens a line and waits for the greeting of whichever server it is. */
export function openLine(address: string, speaks: 'parley' | 'socket.io'): Promise<Line> {
  const socket = new WebSocket(address, { perMessageDeflate: false, skipUTF8Validation: true })
  return new Promise((resolve, reject) => {
    const line: Line = { send: (text) => socket.send(text), hear: () => {}, close: () => socket.terminate() }
    socket.once('error', reject)
    socket.on('message', (data) => {
      const text = String(data)
      // Engine.IO: 0 opens and asks for 40, 40 greets, 2 asks whether we live.
      if (speaks === 'socket.io' && text.startsWith('0')) socket.send('40')
      else if (speaks === 'socket.io' && text === '2') socket.send('3')
      else if (speaks === 'socket.io' ? text.startsWith('40') : text.startsWith('{"type":"hello"')) resolve(line)
      else line.hear(text)
    })
  })
}
