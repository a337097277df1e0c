import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { Command } from 'commander'
import { type Base, openBase } from '../compose/open-base.ts'
import { progress } from '../compose/progress.ts'
import { root } from '../compose/root.ts'
import { seedDemo } from '../compose/seed.ts'
import { type Config, loadConfig } from '../config.ts'
import {
  accountOfEmail,
  createAccount,
  createApiKey,
  createShop,
  identitySecret,
  join,
  shopOfHandle,
} from '../identity/index.ts'
import { roles, type Scope, scopes } from '../kernel/principal.ts'
import { orThrow } from '../kernel/refusals.ts'
import { erasePerson, exportPerson } from '../people/index.ts'
import { version } from '../version.ts'
import { backup } from './backup.ts'
import { doctor } from './doctor.ts'
import { importFeedFile } from './import-feed.ts'
import { restore } from './restore.ts'

const program = new Command('parley')
  .description('The operator’s commands of Parley')
  .version(version)
  .showHelpAfterError()
const config = (): Config => loadConfig(process.env, root)
/** npm runs us in the repository; files are meant from where the operator stands. */
const fileOf = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path)
const say = (text: string): void => progress(text)

async function withBase(work: (base: Base, config: Config) => Promise<void>): Promise<void> {
  const read = config()
  const base = await openBase(read, () => {})
  try {
    await work(base, read)
  } finally {
    await base.close()
  }
}

async function shopId(base: Base, handle: string): Promise<string> {
  const found = await shopOfHandle(base.db, handle)
  if (!found) throw new Error(`There is no shop with the handle "${handle}".`)
  return found
}

program
  .command('seed')
  .description('stock the demo shop Torget; twice changes nothing')
  .action(() => withBase(async (base) => say(`Torget is stocked (${await seedDemo(base.db, say)}).`)))

program
  .command('create-shop <handle> <name>')
  .description('open a shop; prints its id, its public widget key and the secret that signs its customers in')
  .option('--settings <json>', 'settings as JSON; everything has a default', '{}')
  .option('--languages <tags>', 'languages, comma separated: sv,en')
  .option('--currencies <codes>', 'currencies, comma separated: SEK,EUR')
  .action((handle: string, name: string, options: { settings: string; languages?: string; currencies?: string }) =>
    withBase(async (base, read) => {
      const settings: unknown = {
        ...JSON.parse(options.settings),
        ...listOption('languages', options.languages),
        ...listOption('currencies', options.currencies),
      }
      const made = orThrow(await createShop(base.db, { handle, name, settings }))
      say(JSON.stringify({ ...made, identitySecret: identitySecret(read.secrets.signing, made.shopId) }, null, 2))
    }),
  )

const listOption = (name: string, value: string | undefined) =>
  value === undefined ? {} : { [name]: value.split(',').map((part) => part.trim()) }

program
  .command('create-account <email> <name>')
  .description('let somebody work in a shop; the password is read from PARLEY_PASSWORD')
  .requiredOption('--shop <handle>', 'the shop')
  .option('--role <role>', roles.join(', '), 'agent')
  .action((email: string, name: string, options: { shop: string; role: string }) =>
    withBase(async (base) => {
      const role = roles.find((known) => known === options.role)
      if (!role) throw new Error(`--role is one of ${roles.join(', ')}.`)
      const known = await accountOfEmail(base.db, email)
      const account =
        known ?? orThrow(await createAccount(base.db, { email, name, password: process.env.PARLEY_PASSWORD ?? '' }))
      await base.db.inShop(await shopId(base, options.shop), (tx) => join(tx, account.id, role))
      say(JSON.stringify({ accountId: account.id, role }, null, 2))
    }),
  )

program
  .command('create-key <name>')
  .description('make an API key; its secret is printed this once')
  .requiredOption('--shop <handle>', 'the shop')
  .option('--scopes <scopes>', `comma separated, of: ${scopes.join(', ')}`, scopes.join(','))
  .option('--account <email>', 'the account it speaks for at the desk')
  .action((name: string, options: { shop: string; scopes: string; account?: string }) =>
    withBase(async (base) => {
      const wanted = options.scopes.split(',').map((one) => one.trim())
      const unknown = wanted.filter((one) => !scopes.some((known) => known === one))
      if (unknown.length > 0) throw new Error(`Unknown scopes: ${unknown.join(', ')}.`)
      const account = options.account ? await accountOfEmail(base.db, options.account) : null
      if (options.account && !account) throw new Error(`There is no account ${options.account}.`)
      const chosen: Scope[] = scopes.filter((scope) => wanted.includes(scope))
      const made = await base.db.inShop(await shopId(base, options.shop), (tx) =>
        createApiKey(tx, { name, scopes: chosen, ...(account ? { createdBy: account.id } : {}) }),
      )
      say(JSON.stringify(made, null, 2))
    }),
  )

program
  .command('import-feed <file>')
  .description('import a product feed: Google Merchant XML, CSV or TSV')
  .requiredOption('--shop <handle>', 'the shop')
  .requiredOption('--language <tag>', 'the language of its texts')
  .requiredOption('--currency <code>', 'the currency of its prices')
  .option('--name <name>', 'name of the feed', 'products')
  .option('--full', 'what the feed no longer holds is withdrawn', false)
  .action((file: string, options: { shop: string; language: string; currency: string; name: string; full: boolean }) =>
    withBase(async (base) => {
      const open = async () => Readable.toWeb(createReadStream(fileOf(file)))
      const run = await importFeedFile(base, await shopId(base, options.shop), { ...options, open })
      say(JSON.stringify(run, null, 2))
    }),
  )

program
  .command('doctor')
  .description('look at everything that should be true and say what is not')
  .action(() =>
    withBase(async (base) => {
      const findings = await doctor(base)
      for (const { what, fine, more } of findings) say(`${fine ? '✓' : '✗'} ${what}${more ? ` (${more})` : ''}`)
      if (findings.some((finding) => !finding.fine)) process.exitCode = 1
    }),
  )

program
  .command('backup <folder>')
  .description('write everything into a new folder; secrets go along where PARLEY_BACKUP_PASSPHRASE is set')
  .action((folder: string) =>
    withBase(async (base, read) => {
      const made = await backup({
        ownerUrl: base.ownerUrl,
        folder: fileOf(folder),
        secretsFolder: `${read.dataFolder}/secrets`,
        passphrase: process.env.PARLEY_BACKUP_PASSPHRASE,
        now: base.clock.now(),
      })
      say(
        `${made.tables.reduce((sum, table) => sum + table.rows, 0)} rows of ${made.tables.length} tables, at ${made.migration}${made.secrets ? ', with sealed secrets' : ', without secrets (no PARLEY_BACKUP_PASSPHRASE)'}.`,
      )
    }),
  )

program
  .command('restore <folder>')
  .description('fill an empty installation from a backup')
  .action((folder: string) =>
    withBase(async (base, read) => {
      const made = await restore({
        ownerUrl: base.ownerUrl,
        folder: fileOf(folder),
        secretsFolder: `${read.dataFolder}/secrets`,
        passphrase: process.env.PARLEY_BACKUP_PASSPHRASE,
      })
      say(`Restored the backup of ${made.at}. Start Parley, or ask the doctor.`)
    }),
  )

program
  .command('export-person <id>')
  .description('everything the shop holds about a person, as JSON')
  .requiredOption('--shop <handle>', 'the shop')
  .action((id: string, options: { shop: string }) =>
    withBase(async (base) =>
      say(
        JSON.stringify(
          orThrow(await base.db.inShop(await shopId(base, options.shop), (tx) => exportPerson(tx, id))),
          null,
          2,
        ),
      ),
    ),
  )

program
  .command('erase-person <id>')
  .description('erase a person; it can’t be undone')
  .requiredOption('--shop <handle>', 'the shop')
  .action((id: string, options: { shop: string }) =>
    withBase(async (base) => {
      const erased = orThrow(await base.db.inShop(await shopId(base, options.shop), (tx) => erasePerson(tx, id)))
      say(`Erased: ${erased.rows} rows.`)
    }),
  )

try {
  await program.parseAsync()
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exitCode = 1
}
process.exit()
