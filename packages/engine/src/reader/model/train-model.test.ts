import { expect, test } from 'vitest'
import { train } from '../train.ts'
import { classifierWords } from './features.ts'
import { predict } from './predict.ts'
import { parseModel, serialiseModel } from './serialise-model.ts'

const carriers: Record<string, string[]> = {
  find_product: [
    'do you have {}',
    'i am looking for {}',
    'show me some {}',
    'need {} for my mum',
    'any {} around?',
    'searching for {}',
  ],
  ask_price: [
    'how much is the {}',
    'what does the {} cost',
    'price of {}?',
    'how expensive are {}',
    'cost of one {}',
    'whats the price for {}',
  ],
  remove_from_cart: [
    'remove the {}',
    'take the {} out',
    'i dont want the {} anymore',
    'delete {} from my cart',
    'drop the {}',
    'without the {} please',
  ],
}
const goods = ['lamp', 'sofa', 'red shoes', 'crankbait', 'sourdough', 'ukulele', 'saddle', 'kettle', 'parka', 'drill']
const examples = Object.entries(carriers).flatMap(([job, sentences]) =>
  sentences.flatMap((sentence) => goods.map((thing) => ({ text: sentence.replace('{}', thing), job, language: 'en' }))),
)
const model = train(examples)
const jobOf = (text: string) => predict(model, classifierWords(text)).guesses[0]

test('a wish is read rightly for goods that no example names, also with a slip of the finger', () => {
  expect(jobOf('how much is the theodolite')?.job).toBe('ask_price')
  expect(jobOf('do you hve any theodolites')?.job).toBe('find_product')
  expect(jobOf('remov the theodolite pls')?.job).toBe('remove_from_cart')
})

test('confidence is lower where the words are strange', () => {
  const sure = jobOf('how much is the lamp')?.confidence ?? 0
  const strange = jobOf('zxqv wrtpl grhm')?.confidence ?? 0
  expect(sure).toBeGreaterThan(0.7)
  expect(strange).toBeLessThan(sure)
})

test('the same examples make the same model, and bytes bring it back as it was', () => {
  const bytes = serialiseModel(model)
  expect(serialiseModel(train(examples))).toEqual(bytes)
  const back = parseModel(Buffer.from(bytes))
  expect(back.version).toBe(model.version)
  expect(predict(back, classifierWords('price of a kayak?'))).toEqual(
    predict(model, classifierWords('price of a kayak?')),
  )
})

test('a model cut short is refused, never half read', () => {
  const bytes = serialiseModel(model)
  expect(() => parseModel(bytes.subarray(0, bytes.length - 10))).toThrow('cut short')
  expect(() => parseModel(new Uint8Array([1, 2, 3]))).toThrow('not a model')
})

test('a message of one endless word costs no more than a long one', () => {
  expect(classifierWords('a'.repeat(4000))[0]?.text).toHaveLength(40)
  expect(() => jobOf('\u{1F600}'.repeat(2000))).not.toThrow()
})
