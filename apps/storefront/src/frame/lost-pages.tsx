import type { Answer } from '../doors/door.ts'
import type { Reader } from '../reader.ts'

type PageAnswer = Extract<Answer, { kind: 'page' }>

export function missingPage(reader: Reader): PageAnswer {
  const { say } = reader
  const body = (
    <section class="lost">
      <h1>{say('lost.missing_title')}</h1>
      <p>{say('lost.missing')}</p>
      <search>
        <form action="/products" class="search">
          <input type="search" name="q" aria-label={say('list.search')} placeholder={say('list.search')} />
          <button type="submit" class="button">
            {say('list.find')}
          </button>
        </form>
      </search>
      <p>
        <a href="/products">{say('lost.all')}</a>
      </p>
    </section>
  )
  return { kind: 'page', reader, page: { title: say('lost.missing_title'), body, isPrivate: true } }
}

export function faultPage(reader: Reader): PageAnswer {
  const { say, shop } = reader
  const body = (
    <section class="lost">
      <h1>{say('lost.fault_title')}</h1>
      <p>{say('lost.fault')}</p>
      <p>
        <a href={`mailto:${shop.email}`}>{shop.email}</a>
      </p>
    </section>
  )
  return { kind: 'page', reader, page: { title: say('lost.fault_title'), body, isPrivate: true } }
}
