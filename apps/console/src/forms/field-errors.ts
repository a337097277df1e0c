import { ApiRefusal } from '../api/problem.ts'

/** What the server found wrong, by the field it stands in. `within` is where the form's data lies in the request. */
export function fieldErrors(fault: unknown, within = ''): Readonly<Record<string, string>> {
  if (!(fault instanceof ApiRefusal)) return {}
  return Object.fromEntries(
    fault.refusals.flatMap(({ path, message }) => (path ? [[bare(bare(path, 'body.'), within), message]] : [])),
  )
}

const bare = (path: string, start: string): string =>
  start !== '' && path.startsWith(start) ? path.slice(start.length) : path
