import { progress } from './compose/progress.ts'
import { root } from './compose/root.ts'
import { demoLogin } from './compose/seed.ts'
import { startParley } from './compose/start-parley.ts'
import { loadConfig } from './config.ts'

// The one file that knows everything: it reads the surroundings, starts the house and takes it down again.
try {
  const config = loadConfig(process.env, root)
  const parley = await startParley(config, progress)
  const at = parley.url
  progress(
    [
      '',
      `Parley is open.`,
      `  Shop           ${at}/`,
      `  Console        ${at}/console${config.demo ? `   (${demoLogin.email} · ${demoLogin.password})` : ''}`,
      `  API reference  ${at}/docs`,
      `  Health         ${at}/health/ready`,
      '',
    ].join('\n'),
  )
  let leaving = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (leaving) return
      leaving = true
      void parley.close().then(() => process.exit(0))
    })
  }
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exit(1)
}
