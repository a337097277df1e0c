// Vendure as `npm create` leaves it: default configuration, Postgres, the dummy payment handler. It runs from the folder it was installed into
// (`VENDURE_FOLDER`), fills an empty database once and then serves. Says `open` when it does.
import { createRequire } from 'node:module'
import { join } from 'node:path'

const vendure = createRequire(join(process.env.VENDURE_FOLDER ?? '', 'package.json'))
const { bootstrap, DefaultLogger, dummyPaymentHandler, LogLevel } = vendure('@vendure/core')
const { populate } = vendure('@vendure/core/cli')
const database = new URL(process.env.DATABASE_URL ?? '')

const config = {
  apiOptions: { hostname: '127.0.0.1', port: Number(process.env.PORT) },
  // In production it refuses to start with the password that everybody knows.
  authOptions: { superadminCredentials: { identifier: 'superadmin', password: 'of-the-bench' } },
  dbConnectionOptions: {
    type: 'postgres',
    host: database.hostname,
    port: Number(database.port),
    username: decodeURIComponent(database.username),
    password: decodeURIComponent(database.password),
    database: database.pathname.slice(1),
    synchronize: true,
    logging: false,
  },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  logger: new DefaultLogger({ level: LogLevel.Error }),
}

const firstData = {
  defaultLanguage: 'en',
  defaultZone: 'Europe',
  countries: [{ name: 'Sweden', code: 'SE', zone: 'Europe' }],
  taxRates: [{ name: 'Standard', percentage: 25 }],
  shippingMethods: [
    { name: 'Parcel', price: 500 },
    { name: 'Express', price: 1_000 },
  ],
  paymentMethods: [
    {
      name: 'Dummy',
      handler: { code: dummyPaymentHandler.code, arguments: [{ name: 'automaticSettle', value: 'true' }] },
    },
  ],
  collections: [],
}

await populate(() => bootstrap(config), firstData, process.env.VENDURE_PRODUCTS)
process.send?.('open')
