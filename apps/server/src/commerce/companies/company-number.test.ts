import { expect, test } from 'vitest'
import { readCompanyNumber } from './company-number.ts'

test.each([
  ['SE', 'SE556042722001', 'SE556042722001'],
  ['FI', 'fi 0112038-9', 'FI01120389'],
  ['DK', 'DK 13 58 56 28', 'DK13585628'],
  ['HU', 'HU12892312', 'HU12892312'],
  ['NO', '923 609 016 MVA', 'NO923609016MVA'],
  ['IS', '550109-1340', null],
  ['IS', 'VSK 12345', 'IS12345'],
  ['GB', 'GB 980 7806 84', 'GB980780684'],
] as const)('a company of %s is known by a number as %s', (country, said, number) => {
  expect(readCompanyNumber(said, country)?.number ?? null).toBe(number)
})

test('a number whose check sum is wrong is nobody’s', () => {
  for (const [country, said] of [
    ['SE', 'SE556042722101'],
    ['FI', 'FI01120388'],
    ['NO', '923609017MVA'],
    ['GB', 'GB980780685'],
    ['HU', 'HU12892313'],
    ['US', '123456789'],
  ] as const)
    expect(readCompanyNumber(said, country), said).toBeNull()
})
