import type { FlowTurn, Next, ProductView, Step } from '@parley/sdk'
import { sayAspect } from './others.ts'
import { aboutProduct, asSaid, isProduct, optionWords } from './which.ts'

export const factSteps: Record<string, Step> = {
  size: {
    do: async (turn) => {
      const product = await aboutProduct(turn, 'size')
      return isProduct(product) ? await tellSize(turn, product) : product
    },
  },
  material: {
    do: async (turn) => {
      const product = await aboutProduct(turn, 'material')
      return isProduct(product) ? await tellMaterial(turn, product) : product
    },
  },
}

async function tellSize(turn: FlowTurn, product: ProductView): Promise<Next> {
  const title = product.name
  const measures = measuresOf(turn, product)
  const sizes = product.options.find((option) => option.code === 'size')?.values ?? []
  if (measures !== '') turn.sayText('measures', { title, measures })
  const wanted = optionWords(turn)
  const fitting = wanted.length === 0 ? [] : await turn.facets.catalogue.variantsFor(product.id, wanted)
  if (wanted.length > 0 && sizes.length > 0 && fitting.length === 0)
    turn.sayText('no_such_option', { title, words: asSaid(turn, wanted) })
  if (sizes.length > 0) turn.sayText('sizes', { title, sizes: sizes.join(', ') })
  const hers = wanted.length === 0 ? await sizeOfHers(turn, sizes) : null
  if (hers !== null) turn.sayText('your_size', { size: hers })
  await sayAspect(turn, product.id, 'fit')
  const guide = sizes.length > 0 ? await turn.facets.knowledge.topic('sizes') : null
  if (guide !== null)
    turn.say({ type: 'article', id: guide.id, title: guide.title, text: guide.passage, url: guide.url })
  if (measures === '' && sizes.length === 0) dontKnow(turn, title)
  return { done: true }
}

/** The size she bought last of those it comes in; nothing of it unless she has agreed that it may be used. */
export async function sizeOfHers(turn: FlowTurn, sizes: string[]): Promise<string | null> {
  if (sizes.length === 0) return null
  const memory = await turn.facets.privacy.memory()
  return memory?.sizes.find((size) => sizes.includes(size)) ?? null
}

async function tellMaterial(turn: FlowTurn, product: ProductView): Promise<Next> {
  const found = [...product.attributes, ...product.options].filter((each) => each.code === 'material')
  const materials = [...new Set(found.flatMap((each) => each.values))]
  if (materials.length > 0) turn.sayText('material', { title: product.name, materials: materials.join(', ') })
  if (product.facts.length > 0) turn.say({ type: 'text', text: product.facts.map((fact) => `· ${fact}`).join('\n') })
  if (materials.length === 0 && product.facts.length === 0) dontKnow(turn, product.name)
  await sayAspect(turn, product.id, 'quality')
  return { done: true }
}

/** Never a guess: what the catalogue doesn't tell is passed on to somebody who can look. */
function dontKnow(turn: FlowTurn, title: string): void {
  const choices = [{ value: 'person', label: turn.text('action.person') }]
  turn.say({ type: 'choices', text: turn.text('dont_know', { title }), choices })
}

function measuresOf(turn: FlowTurn, product: ProductView): string {
  const { widthMm, heightMm, depthMm, weightG } = product.dimensions ?? {}
  const parts: string[] = []
  if (widthMm !== undefined) parts.push(turn.text('width', { cm: centimetres(widthMm) }))
  if (depthMm !== undefined) parts.push(turn.text('depth', { cm: centimetres(depthMm) }))
  if (heightMm !== undefined) parts.push(turn.text('height', { cm: centimetres(heightMm) }))
  if (weightG !== undefined) parts.push(turn.text('weight', { kg: weightG / 1000 }))
  return parts.join(', ')
}

const centimetres = (mm: number): number => Math.round(mm) / 10
