import { SMTPServer } from 'smtp-server'

export interface Delivered {
  to: string
  messageId: string
}

/** A real SMTP server that keeps what it took. `onTaken` runs when a mail is in and not yet acknowledged. */
export async function openMailBox() {
  const delivered: Delivered[] = []
  const hooks: { onTaken: (() => void) | null } = { onTaken: null }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const messageId = /^message-id:\s*(\S+)/im.exec(Buffer.concat(parts).toString())?.[1] ?? ''
        for (const { address } of session.envelope.rcptTo) delivered.push({ to: address, messageId })
        hooks.onTaken?.()
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', () => open()))
  const address = server.server.address()
  if (!address || typeof address === 'string') throw new Error('the mail box has no port')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    delivered,
    hooks,
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  }
}
