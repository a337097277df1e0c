import type { ArticleSuggestion } from '@parley/contracts'
import { Hono } from 'hono'

/** What the desk answered by hand, kept in memory. */
export function fakeSuggestions(ago: (hours: number) => string): Hono {
  let suggestions = fakeArticles(ago)
  const left: ArticleSuggestion[] = []
  const take = (answers: string[]): ArticleSuggestion[] => {
    const isTaken = (one: ArticleSuggestion) => one.answers.some(({ messageId }) => answers.includes(messageId))
    const taken = suggestions.filter(isTaken)
    suggestions = suggestions.filter((one) => !isTaken(one))
    return taken
  }
  const app = new Hono()
  app.get('/learning/suggestions', (context) => context.json({ suggestions }))
  app.post('/learning/suggestions', async (context) => {
    take((await context.req.json()).answers)
    return context.json({ articleId: 'art_2' })
  })
  app.post('/learning/suggestions/left', async (context) => {
    const { answers, again } = await context.req.json()
    if (again) suggestions = [...left.splice(0), ...suggestions]
    else left.push(...take(answers))
    return context.json({ answers: answers.length })
  })
  return app
}

function fakeArticles(ago: (hours: number) => string): ArticleSuggestion[] {
  const said: [string, string, string, number][] = [
    [
      'en',
      'can I have the oak table oiled before you send it',
      'Yes, we oil it for nothing. It takes two days longer, and it smells a little for the first week.',
      3,
    ],
    [
      'sv',
      'Går klädseln att byta själv?',
      'Ja, alla våra soffor har dragkedja baktill. Ta av klädseln när den är torr, och dra den på plats medan den är lite fuktig.',
      2,
    ],
    [
      'fi',
      'sopiiko valaisin kylpyhuoneeseen',
      'Valaisin on roiskesuojattu, joten se sopii kylpyhuoneen kuivalle puolelle mutta ei suihkun yläpuolelle.',
      1,
    ],
  ]
  return said.map(([language, question, answer, count], group) => ({
    language,
    question,
    answer,
    count,
    lastAt: ago(group + 2),
    answers: Array.from({ length: count }, (_, place) => ({
      messageId: `msg_${group}_${place}`,
      conversationId: `cnv_${group}`,
      question,
      answer,
      language,
      at: ago(group + place + 2),
    })),
  }))
}
