import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { createTexts } from '@parley/engine'
import { keepCalls } from '../calls/index.ts'
import { isSentOut, messageSender, startPolling } from '../channels/index.ts'
import { closeTheDay, fetchWithCertificate, settleDue } from '../commerce/payments/index.ts'
import { createSearch } from '../commerce/search/index.ts'
import { releaseExpired } from '../commerce/stock/index.ts'
import type { Config } from '../config.ts'
import { clearUnsaid } from '../conversations/index.ts'
import { keepDesk } from '../desk/index.ts'
import { startDialogue } from '../dialogue/index.ts'
import { forgetOldAnswers, openJobs, openSignals, startOutbox } from '../durable/index.ts'
import { allShops } from '../identity/index.ts'
import { keepRollups } from '../insight/index.ts'
import { learnTexts } from '../kernel/domain-texts.ts'
import { openLog } from '../kernel/log.ts'
import { createKnowledge } from '../knowledge/index.ts'
import { keepLearning, readDeltaFor } from '../learning/index.ts'
import { mailSender } from '../mail/index.ts'
import { askModel } from '../models/index.ts'
import { eraseDue } from '../privacy/index.ts'
import { remindOfRooms } from '../rooms/index.ts'
import { startConsumers } from './consumers.ts'
import { loadExtensions } from './extensions.ts'
import { facetsOfTurn } from './facets-of-turn.ts'
import { openBase } from './open-base.ts'
import { openWeb } from './open-web.ts'
import { readWithModel } from './read-with-model.ts'
import { askForReviews } from './review-mails.ts'
import { root } from './root.ts'
import { seedDemo } from './seed.ts'
import { teachInThread } from './teach-in-thread.ts'
import { openUnderstanding } from './understanding.ts'

export interface Parley {
  port: number
  url: string
  demoShopId: string | null
  close(): Promise<void>
}

/** Shops laid out ahead at the start; the others are when they are first asked. */
const mostWarm = 10

/** Puts the whole house together and opens the door. Everything that is put together is taken apart by `close`, in turn. */
export async function startParley(config: Config, progress: (text: string) => void): Promise<Parley> {
  const log = openLog(config.logLevel)
  const base = await openBase(config, progress)
  const { db, clock } = base
  const closers: (() => Promise<void> | void)[] = [() => base.close()]
  try {
    const extensionFolders = [join(root, 'extensions'), ...config.extensionFolders]
    const extensions = await loadExtensions(extensionFolders, log)
    learnTexts(extensions.texts.byFlow)
    const demoShopId = config.demo ? await seedDemo(db, progress) : null
    const signals = await openSignals(db, base.serverUrl, log)
    closers.push(() => signals.close())
    const languages = extensions.languages.map((definition) => ({
      definition,
      lexicon: extensions.lexicons[definition.tag] ?? {},
    }))
    const search = createSearch({ db, languages, clock })
    const knowledge = createKnowledge({ languages, clock })
    closers.push(() => search.close())
    const models = {
      db,
      definitions: extensions.models,
      sealing: config.secrets.sealing,
      fetch: globalThis.fetch,
      elapsed: () => performance.now(),
    }
    const modelFolder = join(root, '.data/models')
    const local = await openUnderstanding({
      taught: { languages: extensions.languages, examples: extensions.examples, lexicons: extensions.lexicons },
      extensionFolders,
      vocabulary: (shopId) => search.vocabulary(shopId),
      taughtBy: (shopId, base) => db.inShop(shopId, (tx) => readDeltaFor(tx, base)),
      elapsed: () => performance.now(),
      modelFolder,
      progress,
    })
    const teach = teachInThread({ extensionFolders, modelFolder })
    const learning = keepLearning({ db, clock, log, teach, changed: local.forget })
    closers.push(() => learning.close())
    const understanding = readWithModel(local, (shopId, question) => askModel(models, shopId, question))
    const warm = async () => {
      for (const shop of (await allShops(db)).slice(0, mostWarm)) await understanding.warm(shop.shopId)
    }
    const payments = {
      definitions: extensions.payments,
      secrets: config.secrets,
      isTriedOut: (shopId: string) => shopId === demoShopId || isLoopback(config.publicUrl),
      links: { publicUrl: config.publicUrl, secret: config.secrets.signing },
      fetch: globalThis.fetch,
      fetchAs: fetchWithCertificate,
      clock,
    }
    const channels = {
      db,
      channels: new Map(extensions.channels.map((channel) => [channel.id, channel])),
      sealing: config.secrets.sealing,
      publicUrl: config.publicUrl,
      fetch: globalThis.fetch,
      clock,
      log,
    }
    const dialogue = startDialogue(
      {
        db,
        clock,
        log,
        flows: extensions.flows,
        texts: createTexts(extensions.texts),
        understanding,
        facets: facetsOfTurn({ search, knowledge, payments, codeSecret: config.secrets.signing }),
        isSentOut: (inboxId) => isSentOut(channels.channels, inboxId),
      },
      signals,
    )
    closers.push(() => dialogue.close())
    const mail = mailSender(db, { smtpUrl: config.smtpUrl, from: config.mailFrom })
    const outbox = startOutbox(
      db,
      {
        mail,
        message: messageSender(channels),
        webhook: async () => ({ state: 'dropped', why: 'no webhook' }),
      },
      { clock, log, newLease: signals.newLease },
    )
    signals.on('outbox', (wake) => outbox.wake(wake.shopId, wake.key))
    const polling = startPolling({ ...channels, newLease: signals.newLease })
    closers.push(
      () => outbox.close(),
      () => polling.close(),
      () => mail.close(),
    )
    const callKeeper = keepCalls({ db, clock, log })
    closers.push(() => callKeeper.close())
    const consumers = startConsumers({ db, signals, log, clock, payments, channels: channels.channels })
    closers.push(...consumers.map((consumer) => () => consumer.close()))
    const desk = keepDesk({ db, clock, log }, signals)
    const reports = keepRollups(db, log)
    closers.push(
      () => desk.close(),
      () => reports.close(),
    )
    const jobs = await openJobs(base.serverUrl, log)
    closers.push(() => jobs.close())
    await jobs.on('forget-old-answers', async () => {
      for (const { shopId } of await allShops(db)) {
        await db.inShop(shopId, forgetOldAnswers)
        await db.inShop(shopId, clearUnsaid)
      }
    })
    await jobs.every('forget-old-answers', '17 3 * * *')
    await jobs.on('reconcile-payments', () => closeTheDay(db, payments, log))
    await jobs.every('reconcile-payments', '41 2 * * *')
    const tidy = setInterval(() => {
      void Promise.all([
        releaseExpired(db, clock),
        settleDue(db, payments),
        eraseDue(db, clock),
        askForReviews(db, payments.links, clock),
        remindOfRooms(db, config.publicUrl, clock),
      ]).catch((error: unknown) => log.warn({ error }, 'tidying failed'))
    }, 5_000)
    closers.push(() => clearInterval(tidy))

    const web = await openWeb({
      config,
      db,
      clock,
      log,
      signals,
      extensions,
      channels,
      search,
      payments,
      understanding,
      dialogue,
      taught: local.forget,
    })
    const server = createServer(getRequestListener(web.app.fetch))
    const sockets = web.attach(server)
    closers.push(async () => {
      await sockets.close()
      web.close()
      await closeServer(server)
    })
    await listen(server, config.port, config.host)
    // The first shopper of the day should not wait for an index to be laid out.
    void warm().catch((error: unknown) => log.warn({ error }, 'a shop could not be laid out ahead'))
    return { port: config.port, url: config.publicUrl, demoShopId, close: () => closeAll(closers) }
  } catch (error) {
    await closeAll(closers)
    throw error
  }
}

async function closeAll(closers: (() => Promise<void> | void)[]): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close()
}

const isLoopback = (url: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is taken: stop what uses it, or set PORT to another.`)
          : error,
      ),
    )
    server.listen(port, host, () => resolve())
  })
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
