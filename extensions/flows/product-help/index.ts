import {
  type ArticleHit,
  type Choice,
  defineFlow,
  type FlowTurn,
  type Next,
  type Owned,
  type ProductView,
  productMeant,
  textOf,
} from '@parley/sdk'

const mostOwned = 6

/**
 * How to use, mount, wash or repair it. The answer is a passage of the shop's articles, looked for by her question and by what it is about:
 * what she names, what is talked about, else what she has bought, where she has agreed that this may be used. What no article says is not
 * made up.
 */
export default defineFlow({
  id: 'product-help',
  jobs: { product_help: { step: 'begin', question: true } },
  facets: ['knowledge', 'catalogue', 'privacy'],
  slots: { owned: { type: 'choice', ask: 'ask.owned', optional: true, options: ownedChoices } },
  steps: {
    begin: {
      do: async (turn) => {
        turn.slots.question = questionOf(turn)
        const product = await productMeant(turn)
        if (product !== null) turn.slots.product = product.id
        const several = product === null && (await ownedChoices(turn)).length > 1
        // A question that articles answer for everything need not be asked about.
        const general = several ? await bestAnswer(turn, null) : null
        return { go: several && general === null ? 'askOwned' : 'tell' }
      },
    },
    askOwned: { ask: 'owned', next: 'tell' },
    tell: { do: tell },
  },
  digressions: 'ends',
})

async function tell(turn: FlowTurn): Promise<Next> {
  const product = await aboutWhat(turn)
  const article = await bestAnswer(turn, product)
  if (article === null) {
    sayCare(turn, product)
    return { done: true }
  }
  if (product !== null) turn.sayText('for', { title: product.name })
  turn.say({ type: 'article', id: article.id, title: article.title, text: article.passage, url: article.url })
  return { done: true }
}

async function aboutWhat(turn: FlowTurn): Promise<ProductView | null> {
  const named = textOf(turn.slots.product) || textOf(turn.slots.owned)
  if (named !== '') return await turn.facets.catalogue.product(named)
  const [only, another] = await ownedThings(turn)
  return only !== undefined && another === undefined ? await turn.facets.catalogue.product(only.productId) : null
}

/** With the thing and its material among the words the fitting passage comes first; the bare question is tried where they lead nowhere. */
async function bestAnswer(turn: FlowTurn, product: ProductView | null): Promise<ArticleHit | null> {
  const question = textOf(turn.slots.question)
  const known = product === null ? [] : [product.name, ...materialsOf(product)]
  for (const words of [[question, ...known], [question]]) {
    const asked = words.filter((each) => each !== '').join(' ')
    const [best] = asked === '' ? [] : await turn.facets.knowledge.answer(asked, 1)
    if (best !== undefined) return best
  }
  return null
}

/** What it is made of is no instruction, but it is what the shop knows; the rest is for a person. */
function sayCare(turn: FlowTurn, product: ProductView | null): void {
  const materials = product === null ? [] : materialsOf(product)
  if (product !== null && materials.length > 0)
    turn.sayText('made_of', { title: product.name, materials: materials.join(', ') })
  const choices = [{ value: 'person', label: turn.text('action.person') }]
  turn.say({ type: 'choices', text: turn.text('dont_know'), choices })
}

const materialsOf = (product: ProductView): string[] =>
  product.attributes.filter((each) => each.code === 'material').flatMap((each) => each.values)

function questionOf(turn: FlowTurn): string {
  const said = turn.said.findLast((each) => each.type === 'text')
  return said?.type === 'text' ? said.text.slice(0, 200) : ''
}

/** Nothing unless she has agreed that it may be used. */
async function ownedThings(turn: FlowTurn): Promise<Owned[]> {
  const owned = (await turn.facets.privacy.memory())?.owned ?? []
  return owned
    .filter((each, index) => owned.findIndex((other) => other.productId === each.productId) === index)
    .slice(0, mostOwned)
}

async function ownedChoices(turn: FlowTurn): Promise<Choice[]> {
  return (await ownedThings(turn)).map((each) => ({ value: each.productId, label: each.title }))
}
