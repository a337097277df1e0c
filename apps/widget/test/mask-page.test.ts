import { expect, test } from 'vitest'
import { openMask } from '../src/calls/page/mask-page.ts'

const element = (
  id: number,
  tagName: string,
  attributes: Record<string, unknown> = {},
  childNodes: unknown[] = [],
) => ({
  type: 2,
  id,
  tagName,
  attributes,
  childNodes,
})
const text = (id: number, textContent: string) => ({ type: 3, id, textContent })
const page = (...childNodes: unknown[]) => ({
  type: 2,
  data: { node: { type: 0, id: 1, childNodes }, initialOffset: { left: 0, top: 0 } },
})

test('no field keeps its value, its choice or its mark, and what the shop says stays', () => {
  const event = page(
    element(2, 'input', { type: 'text', value: 'Ada Byron', placeholder: 'Name' }),
    element(3, 'input', { type: 'hidden', value: 'token-of-the-form' }),
    element(4, 'input', { type: 'checkbox', checked: true }),
    element(5, 'textarea', { value: 'ring twice' }, [text(6, 'ring twice')]),
    element(7, 'select', { value: 'IS' }, [element(8, 'option', { value: 'IS', selected: true }, [text(9, 'Ísland')])]),
    element(10, 'p', {}, [text(11, 'Delivery within two days')]),
  )
  openMask(() => []).apply(event)
  const told = JSON.stringify(event)
  for (const typed of ['Ada', 'token-of-the-form', 'ring twice', '"IS"', 'checked', 'selected'])
    expect(told).not.toContain(typed)
  for (const said of ['Delivery within two days', 'Ísland', 'Name']) expect(told).toContain(said)
})

test('what the shop has marked as safe is seen; a password never is, wherever it turns up', () => {
  const mask = openMask(() => ['hunter2!'])
  const event = page(
    element(2, 'input', { type: 'search', value: 'lamp', 'data-parley-safe': '' }),
    element(3, 'p', { title: 'your password is hunter2!' }, [text(4, 'hunter2! is weak')]),
  )
  mask.apply(event)
  expect(JSON.stringify(event)).toContain('lamp')
  expect(JSON.stringify(event)).not.toContain('hunter2!')
  const typing = { type: 3, data: { source: 5, id: 2, text: 'lamps', isChecked: false } }
  mask.apply(typing)
  expect(typing.data.text).toBe('lamps')
})

test('what is typed, added or altered later is hidden as well, and addresses lose what stands behind the question mark', () => {
  const mask = openMask(() => [])
  mask.apply(
    page(element(2, 'form', {}, [element(3, 'input', { type: 'text' }), element(4, 'textarea', {}, [text(5, '')])])),
  )
  const events = [
    { type: 3, data: { source: 5, id: 3, text: 'Ada Byron', isChecked: true } },
    {
      type: 3,
      data: {
        source: 0,
        adds: [{ parentId: 2, node: element(6, 'input', { value: 'Ada Byron' }) }],
        attributes: [],
        texts: [],
      },
    },
    { type: 3, data: { source: 0, adds: [{ parentId: 4, node: text(7, 'Ada Byron') }], attributes: [], texts: [] } },
    {
      type: 3,
      data: {
        source: 0,
        adds: [],
        attributes: [{ id: 6, attributes: { value: 'Ada Byron' } }],
        texts: [{ id: 7, value: 'Ada Byron' }],
      },
    },
    { type: 4, data: { href: 'https://shop.example/orders?token=Ada%20Byron#Ada', width: 1, height: 1 } },
  ]
  for (const event of events) mask.apply(event)
  expect(JSON.stringify(events)).not.toMatch(/Ada|token/)
  expect(JSON.stringify(events[0])).toContain('"isChecked":false')
  expect(JSON.stringify(events[4])).toContain('https://shop.example/orders"')
})
