import { describe, expect, test } from 'vitest'
import { drawingOf, loadTorget } from '../torget.ts'
import { lightness, mix, paperFor, tone } from './colour.ts'
import { drawings, drawProduct } from './draw-product.ts'
import type { DrawingInput } from './pen.ts'

const torget = loadTorget()
const pictures = torget.products.flatMap((product) => {
  const seen = new Set<string>()
  return product.variants.flatMap((variant) => {
    const input = drawingOf(torget, product, variant)
    if (seen.has(input.colour.hex)) return []
    seen.add(input.colour.hex)
    return [{ sku: variant.sku, input, svg: drawProduct(input) }]
  })
})

describe('pictures of products', () => {
  test('are light enough for a page full of them', () => {
    expect(pictures.length).toBeGreaterThan(150)
    for (const { sku, svg } of pictures) expect(Buffer.byteLength(svg), sku).toBeLessThanOrEqual(14 * 1024)
  })

  test('hold nothing that runs, loads or leads elsewhere', () => {
    for (const { sku, svg } of pictures) {
      expect(svg, sku).not.toMatch(/<script|<foreignObject|<image|\son\w+=|javascript:|data:|<a[\s>]|<style/i)
      expect(svg.replaceAll('http://www.w3.org/2000/svg', ''), sku).not.toMatch(/https?:/)
      for (const [, target] of svg.matchAll(/href="([^"]*)"/g)) expect(target, sku).toMatch(/^#/)
    }
  })

  test('are whole: every number is one, every reference leads somewhere, every tag is closed', () => {
    for (const { sku, svg } of pictures) {
      expect(svg, sku).not.toMatch(/NaN|undefined|Infinity|null/)
      const ids = new Set([...svg.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id))
      for (const [, id] of svg.matchAll(/(?:url\(#|href="#)([^)"]+)/g)) expect(ids.has(id), `${sku}: ${id}`).toBe(true)
      expect(svg.match(/<g[\s>]/g)?.length, sku).toBe(svg.match(/<\/g>/g)?.length)
    }
  })

  test('of two products can stand on one page without sharing an id', () => {
    const owners = new Map<string, string>()
    for (const { sku, input, svg } of pictures) {
      const picture = JSON.stringify(input)
      for (const [, id] of svg.matchAll(/\sid="([^"]+)"/g)) {
        if (id === undefined) continue
        expect(owners.get(id) ?? picture, `${sku}: ${id}`).toBe(picture)
        owners.set(id, picture)
      }
    }
  })

  test('come out the same every time', () => {
    for (const { input, svg } of pictures.slice(0, 40)) expect(drawProduct(structuredClone(input))).toBe(svg)
  })

  test('show the colour that was chosen', () => {
    const [first] = pictures
    if (!first) throw new Error('no picture')
    const red = drawProduct({ ...first.input, colour: { hex: '#c43a2e', family: 'red' } })
    expect(red).not.toBe(first.svg)
    expect(red).not.toContain(first.input.colour.hex)
  })

  test('exist for everything the shop sells, and no drawing is left unused', () => {
    expect([...new Set(torget.products.map((product) => product.drawing.kind))].sort()).toEqual(
      Object.keys(drawings).sort(),
    )
  })

  test('print a label as text, never as markup', () => {
    const nasty: DrawingInput = {
      kind: 'soap',
      params: { label: '<script>"&' },
      dimensions: { widthMm: 85, heightMm: 30, depthMm: 55, weightG: 110 },
      colour: { hex: '#c99a94', family: 'pink' },
      material: 'plant-oils',
    }
    expect(drawProduct(nasty)).not.toContain('<script')
  })

  test('of an unknown kind are a fault', () => {
    const input: DrawingInput = {
      kind: 'dragon',
      params: {},
      dimensions: { widthMm: 1, heightMm: 1, depthMm: 1, weightG: 1 },
      colour: { hex: '#000000', family: 'black' },
      material: 'wool',
    }
    expect(() => drawProduct(input)).toThrow('dragon')
  })
})

describe('colours', () => {
  test('keep white things apart from the paper they lie on', () => {
    for (const hex of ['#f1eee7', '#ffffff', '#eadfca'])
      expect(lightness(hex) - lightness(paperFor(hex))).toBeGreaterThan(0.03)
  })

  test('mix to themselves and refuse what is not a colour', () => {
    expect(mix('#2f5d4a', '#2f5d4a', 0.5)).toBe('#2f5d4a')
    expect(tone('#2f5d4a', 0)).toBe('#2f5d4a')
    expect(() => tone('green', 0)).toThrow('not a colour')
  })
})
