import { expect, test } from 'vitest'
import { isReverseCharge, readVatNumber } from './vat-number.ts'

const right = [
  ...['ATU13585627', 'BE0428759497', 'BG175074752', 'CY10259033P', 'CZ25123891', 'DE136695976', 'DK13585628'],
  ...['EE100931558', 'EL094259216', 'ESA28015865', 'FI01120389', 'FR40303265045', 'HR33392005961', 'HU12892312'],
  ...['IE6433435F', 'IT00743110157', 'LT119511515', 'LU15027442', 'LV40003521600', 'MT11679112', 'NL004495445B01'],
  ...['PL8567346215', 'PT501964843', 'RO18547290', 'SE556042722001', 'SI50223054', 'SK2022749619'],
]

test('a number of every country of the union is known by its form and check sum', () => {
  expect(right.filter((number) => readVatNumber(number) === null)).toEqual([])
  expect(new Set(right.map((number) => number.slice(0, 2))).size).toBe(27)
})

test('a digit that slipped is noticed, wherever there is a check sum', () => {
  const slipped = right
    .filter((number) => !number.startsWith('ES'))
    .map((number) => number.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10)))
    // The last digits of these two only count branches.
    .map((number) =>
      /^(SE|NL)/.test(number)
        ? number.replace(/\d(?=\d*B?\d\d$)/, (digit) => String((Number(digit) + 1) % 10))
        : number,
    )
  expect(slipped.filter((number) => readVatNumber(number) !== null)).toEqual([])
})

test('a number is read however it is spaced, and one of another form is none', () => {
  expect(readVatNumber(' fi 0112038-9')).toEqual({ country: 'FI', number: 'FI01120389' })
  expect(readVatNumber('EL 094259216')?.country).toBe('GR')
  for (const said of ['', 'SE', 'GB123456789', '556042722001', 'SE55604272200', 'NO974760673MVA'])
    expect(readVatNumber(said)).toBeNull()
})

test('only a company of another country of the union, getting goods there, reckons the VAT herself', () => {
  const finnish = { home: 'SE', country: 'FI', vatNumber: 'FI01120389' }
  expect(isReverseCharge(finnish)).toBe(true)
  expect(isReverseCharge({ ...finnish, home: 'FI' })).toBe(false)
  expect(isReverseCharge({ ...finnish, country: 'DE' })).toBe(false)
  expect(isReverseCharge({ ...finnish, home: 'IS' })).toBe(false)
  expect(isReverseCharge({ ...finnish, vatNumber: 'FI01120380' })).toBe(false)
  expect(isReverseCharge({ ...finnish, vatNumber: null })).toBe(false)
})
