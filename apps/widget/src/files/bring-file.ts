/** Why a file did not come through, as the shop names it; `unreached` where it said nothing. */
export type BringFault = 'too_large' | 'not_taken' | 'too_many' | 'unreached'
export type Brought = { attachmentId: string } | { fault: BringFault }

const largest = 10_000_000

/** Carries a file to the shop; `onPart` hears how far it is, from 0 to 1. Only this old way tells of progress. */
export function bringFile(
  address: string,
  token: string,
  file: File,
  onPart: (part: number) => void,
): Promise<Brought> {
  if (file.size > largest) return Promise.resolve({ fault: 'too_large' })
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', address)
    request.setRequestHeader('authorization', `Bearer ${token}`)
    request.responseType = 'json'
    request.upload.onprogress = (event) => event.lengthComputable && onPart(event.loaded / event.total)
    request.onerror = request.ontimeout = request.onabort = () => resolve({ fault: 'unreached' })
    request.onload = () => {
      const told: { id?: string; errors?: { code?: string }[] } | null = request.response
      if (request.status === 201 && told?.id) return resolve({ attachmentId: told.id })
      resolve({ fault: faults[told?.errors?.[0]?.code ?? ''] ?? 'unreached' })
    }
    request.send(file)
  })
}

const faults: Readonly<Record<string, BringFault>> = {
  'attachment.too_large': 'too_large',
  'attachment.not_taken': 'not_taken',
  'attachment.empty': 'not_taken',
  'attachment.too_many': 'too_many',
}
