import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Judgments } from './icecat.ts'

/** Languages whose queries were written by hand for the demo shop, from its shelves alone and not from what the search knows of the language. */
export const judgedLanguages = ['sv', 'fi', 'is', 'hu'] as const

/** Query → product → rating from 0 to 3; what the shop does not sell has no ratings. A line is a query, a tab, and `product=rating` apart by blanks. */
export function readJudged(tag: (typeof judgedLanguages)[number]): Judgments {
  const [, ...lines] = readFileSync(join(import.meta.dirname, 'judged', `${tag}.tsv`), 'utf8')
    .trimEnd()
    .split('\n')
  return new Map(
    lines.map((line) => {
      const [query = '', ratings = ''] = line.split('\t')
      const rated = ratings
        .split(' ')
        .filter((one) => one !== '')
        .map((one): [string, number] => {
          const [product = '', rating] = one.split('=')
          return [product, Number(rating)]
        })
      return [query, new Map(rated)]
    }),
  )
}
