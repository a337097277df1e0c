import { defineLanguage } from '@parley/sdk'
import carrierPhrases from './carrier-phrases.json' with { type: 'json' }
import colours from './colours.json' with { type: 'json' }
import dates from './dates.json' with { type: 'json' }
import materials from './materials.json' with { type: 'json' }
import numberWords from './number-words.json' with { type: 'json' }
import ordinals from './ordinals.json' with { type: 'json' }
import sizes from './sizes.json' with { type: 'json' }
import { stem } from './stem.ts'
import stopWords from './stop-words.json' with { type: 'json' }
import words from './words.json' with { type: 'json' }

const list = (phrases: string): string[] => phrases.split(', ')

export default defineLanguage({
  tag: 'et',
  name: 'eesti',
  locale: 'et-EE',
  floor: { job: 0.85, commands: 0.8 },
  stem,
  stopWords,
  carrierPhrases,
  numbers: {
    words: numberWords,
    multipliers: {
      sada: 100,
      saja: 100,
      sadat: 100,
      tuhat: 1000,
      tuhande: 1000,
      tuhandet: 1000,
      tonn: 1000,
      tonni: 1000,
      miljon: 1_000_000,
    },
    phrases: {
      'pool tosinat': 6,
      'kaks tosinat': 24,
      'paar tükki': 2,
      'veel üks': 1,
      'üks veel': 1,
      'ainult üks': 1,
      'veel kaks': 2,
      paarsada: 200,
      'poolteist tuhat': 1500,
    },
    ordinals,
    units: list(
      'tk, tükk, tükki, tüki, x, korda, paari, pakk, pakki, pudelit, karpi, komplekti, eksemplari, neid, seda',
    ),
    decimal: ',',
  },
  money: {
    currencies: {
      '€': 'EUR',
      eur: 'EUR',
      euro: 'EUR',
      eurot: 'EUR',
      eurone: 'EUR',
      eurost: 'EUR',
      euroga: 'EUR',
      euroni: 'EUR',
      eurosse: 'EUR',
      raha: 'EUR',
      kr: 'SEK',
      kroon: 'SEK',
      krooni: 'SEK',
      kroonist: 'SEK',
      sek: 'SEK',
      'islandi krooni': 'ISK',
      isk: 'ISK',
      forint: 'HUF',
      forintit: 'HUF',
      huf: 'HUF',
      '£': 'GBP',
      naela: 'GBP',
      $: 'USD',
      dollarit: 'USD',
    },
    defaultCurrency: 'EUR',
    atMost: list(
      'kuni, alla, kõige rohkem, kõige enam, maksimaalselt, max, maks, mitte üle, mitte rohkem kui, mitte kallim kui, odavam kui, odavamat kui, vähem kui, eelarve on, eelarve, ei tohi ületada, <, või vähem, või odavam, piires, sees',
    ),
    atLeast: list(
      'üle, alates, vähemalt, rohkem kui, kallim kui, minimaalselt, min, mitte alla, >, või rohkem, ja rohkem, ja üles',
    ),
    about: list('umbes, u, ca, ligikaudu, orienteeruvalt, paiku, ringis, kandis, umbkaudu, ~, midagi'),
    between: list('-, –, —, kuni, ja, või'),
  },
  suffixes: list(
    'dega, tega, dele, tele, dest, test, deks, sse, sid, ga, le, lt, st, ks, ni, ta, id, te, de, l, s, d, t, i, e, a, u',
  ),
  words,
  dates,
  colours,
  materials,
  sizes,
  measures: {
    width: list('lai, laius, laiune, laiusega, laiust'),
    height: list('kõrge, kõrgus, kõrgune, kõrgusega, kõrgust'),
    depth: list('sügav, sügavus, sügavune, sügavusega'),
    length: list('pikk, pikkus, pikkune, pikkusega, pikkust'),
  },
})
