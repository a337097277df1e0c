import { createServer } from 'node:https'
import { TLSSocket } from 'node:tls'
import { expect, test } from 'vitest'
import { fetchWithCertificate } from './fetch-with-certificate.ts'

/** Made for this test, and good for nothing else: whoever holds it is `localhost` to itself. */
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgMEg5KwmkyycbgTU1
cCc80Az3dE2FFZaINzLufZtn2t2hRANCAARzEeK/lKWQfWPo55NTGxAhgBHFNp1l
LeadlQnOxtTBeW23vWUpb/wNBIUuXTXp3VdaAfRO41c0TuSAZq5k1zLV
-----END PRIVATE KEY-----`
const certificate = `-----BEGIN CERTIFICATE-----
MIIBkTCCATagAwIBAgIUJt9kUpP5uNOuc7WUlkpyzylPayQwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzAyMzA0NFoYDzIxMjYxMDMw
MDIzMDQ0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARzEeK/lKWQfWPo55NTGxAhgBHFNp1lLeadlQnOxtTBeW23vWUpb/wN
BIUuXTXp3VdaAfRO41c0TuSAZq5k1zLVo2QwYjAdBgNVHQ4EFgQUpdlvPs0eFz4u
Yq/oKcK9qBT1pPEwHwYDVR0jBBgwFoAUpdlvPs0eFz4uYq/oKcK9qBT1pPEwDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0kAMEYC
IQDDJnvUIFrNmSMh9ahT01rS+T9yaMq/RxnPX3Gh+AbRswIhAJcBnrd6PmE8Bgxf
A2lLGReT3jmSM9Gm9F0I5PweXrK+
-----END CERTIFICATE-----`

test('the other side knows a shop by the certificate that it shows, and nobody without one', async () => {
  const server = createServer(
    { key, cert: certificate, ca: certificate, requestCert: true, rejectUnauthorized: true },
    (asked, told) => {
      asked.resume().on('end', () => {
        told.writeHead(201, { location: '/made' })
        told.end(
          JSON.stringify({
            method: asked.method,
            known: asked.socket instanceof TLSSocket && asked.socket.getPeerCertificate().subject.CN,
          }),
        )
      })
    },
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/requests`
  const answer = await fetchWithCertificate({ certificate, key }, certificate)(url, { method: 'PUT', body: '{}' })
  expect([answer.status, answer.headers.get('location')]).toEqual([201, '/made'])
  expect(await answer.json()).toEqual({ method: 'PUT', known: 'localhost' })
  await expect(fetchWithCertificate({ certificate: '', key: '' }, certificate)(url)).rejects.toThrow()
  await new Promise((resolve) => server.close(resolve))
})
