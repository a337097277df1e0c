import { type Attachment, attachment } from '@parley/contracts'
import { readProblem, Unreachable } from './problem.ts'

/** Carries a file to the shop; `onPart` hears how far it is, from 0 to 1. */
export type Upload = (file: File, onPart: (part: number) => void) => Promise<Attachment>

/** Refusals are thrown as `ApiRefusal`, a missing line as `Unreachable`. Only this old way tells of progress. */
export function uploadOf(shopId: string): Upload {
  return (file, onPart) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      request.open('POST', `/api/v1/attachments?${new URLSearchParams({ name: file.name })}`)
      request.setRequestHeader('x-parley-shop', shopId)
      request.responseType = 'json'
      request.upload.onprogress = (event) => event.lengthComputable && onPart(event.loaded / event.total)
      request.onerror = () => reject(new Unreachable('no answer'))
      request.onload = () => {
        if (request.status === 201) resolve(attachment.parse(request.response))
        else reject(readProblem(request.status, request.response))
      }
      request.send(file)
    })
}
