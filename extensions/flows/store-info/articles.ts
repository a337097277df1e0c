import type { ArticleHit, FlowTurn, Next, Step } from '@parley/sdk'

export const articleSteps: Record<string, Step> = {
  returns: {
    do: async (turn) => {
      const { returnDays, returnText } = await turn.facets.store.info()
      if (returnDays > 0) turn.sayText('return_days', { days: returnDays })
      const article = await turn.facets.knowledge.topic('returns')
      if (article !== null) sayArticle(turn, article)
      else if (returnText !== '') turn.say({ type: 'text', text: returnText })
      else if (returnDays <= 0) offerPerson(turn)
      return { done: true }
    },
  },
  warranty: { do: (turn) => topic(turn, 'warranty') },
  paymentArticle: { do: (turn) => topic(turn, 'payment') },
  anything: {
    do: async (turn) => {
      const article = await bestAnswer(turn)
      if (article === null) return { notUnderstood: true }
      sayArticle(turn, article)
      return { done: true }
    },
  },
}

async function topic(turn: FlowTurn, name: string): Promise<Next> {
  const article = (await turn.facets.knowledge.topic(name)) ?? (await bestAnswer(turn))
  if (article === null) offerPerson(turn)
  else sayArticle(turn, article)
  return { done: true }
}

/** What the articles say to the question as it was asked; nothing below their threshold. */
async function bestAnswer(turn: FlowTurn): Promise<ArticleHit | null> {
  const said = turn.said.findLast((each) => each.type === 'text')
  const question = said?.type === 'text' ? said.text : ''
  return question === '' ? null : ((await turn.facets.knowledge.answer(question, 1))[0] ?? null)
}

function sayArticle(turn: FlowTurn, article: ArticleHit): void {
  turn.say({ type: 'article', id: article.id, title: article.title, text: article.passage, url: article.url })
}

function offerPerson(turn: FlowTurn): void {
  const choices = [{ value: 'person', label: turn.text('action.person') }]
  turn.say({ type: 'choices', text: turn.text('dont_know'), choices })
}
