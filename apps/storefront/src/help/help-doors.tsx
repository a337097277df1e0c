import type { Door } from '../doors/door.ts'
import { Markdown } from './markdown.tsx'

export const articlesDoor: Door = {
  method: 'GET',
  path: /^\/help$/,
  async open({ visit, reader }) {
    const articles = await visit.articles.list()
    const who = await reader()
    const title = who.say('help.title')
    const body = (
      <section class="page help">
        <h1>{title}</h1>
        <p class="lead">{who.say('help.lead')}</p>
        <ul class="articles">
          {articles.map((article) => (
            <li>
              <a href={`/help/${encodeURIComponent(article.slug)}`}>{article.title}</a>
            </li>
          ))}
        </ul>
      </section>
    )
    return { kind: 'page', reader: who, page: { title, body } }
  },
}

export const articleDoor: Door = {
  method: 'GET',
  path: /^\/help\/(?<slug>[\w-]{1,80})$/,
  async open({ visit, names, reader }) {
    const article = await visit.articles.read(names.slug ?? '')
    if (!article) return { kind: 'missing' }
    const who = await reader()
    const body = (
      <article class="page help">
        <p class="crumb">
          <a href="/help">{who.say('help.title')}</a>
        </p>
        <h1>{article.title}</h1>
        <Markdown text={article.text} />
        <p class="note">{who.say('help.ask')}</p>
      </article>
    )
    return { kind: 'page', reader: who, page: { title: article.title, body, description: article.text.slice(0, 200) } }
  },
}
