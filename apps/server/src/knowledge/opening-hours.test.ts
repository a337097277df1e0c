import { describe, expect, test } from 'vitest'
import { openAt } from './opening-hours.ts'

const day = [{ from: '10:00', to: '18:00' }]
const hours = {
  timeZone: 'Europe/Stockholm',
  week: {
    1: day,
    2: day,
    3: day,
    4: [
      { from: '10:00', to: '12:00' },
      { from: '13:00', to: '20:00' },
    ],
    5: day,
    6: [],
    7: [],
  },
  exceptions: [{ date: '2026-12-24', spans: [] }],
}
const at = (instant: string) => openAt(hours, new Date(instant))

describe('opening hours', () => {
  test('a Monday morning in Stockholm, summer and winter', () => {
    expect(at('2026-11-02T08:59:59Z')).toEqual({ open: false, changesAt: '2026-11-02T09:00:00.000Z' })
    expect(at('2026-11-02T09:00:00Z')).toEqual({ open: true, changesAt: '2026-11-02T17:00:00.000Z' })
    expect(at('2026-07-06T08:00:00Z')).toEqual({ open: true, changesAt: '2026-07-06T16:00:00.000Z' })
  })

  test('closed over lunch, over the weekend and on Christmas Eve', () => {
    expect(at('2026-11-05T11:30:00Z')).toEqual({ open: false, changesAt: '2026-11-05T12:00:00.000Z' })
    expect(at('2026-11-06T17:00:00Z')).toEqual({ open: false, changesAt: '2026-11-09T09:00:00.000Z' })
    expect(at('2026-12-24T12:00:00Z')).toEqual({ open: false, changesAt: '2026-12-25T09:00:00.000Z' })
  })

  test('a bar that closes after midnight is open at one at night', () => {
    const late = { ...hours, week: { ...hours.week, 5: [{ from: '20:00', to: '02:00' }] }, exceptions: [] }
    expect(openAt(late, new Date('2026-11-07T00:30:00Z'))).toEqual({
      open: true,
      changesAt: '2026-11-07T01:00:00.000Z',
    })
    const always = { ...hours, week: { 1: all, 2: all, 3: all, 4: all, 5: all, 6: all, 7: all }, exceptions: [] }
    expect(openAt(always, new Date('2026-11-07T00:30:00Z')).open).toBe(true)
  })

  test('a shop that never opens does not say when it will', () => {
    const never = { ...hours, week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }, exceptions: [] }
    expect(openAt(never, new Date('2026-11-07T00:30:00Z'))).toEqual({ open: false, changesAt: null })
  })
})

const all = [{ from: '00:00', to: '24:00' }]
