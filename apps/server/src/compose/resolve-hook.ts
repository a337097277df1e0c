import { registerHooks } from 'node:module'

/**
 * Extensions may lie anywhere on disk, where no node_modules leads back to Parley: what they may import is resolved from here.
 */
export function giveExtensionsTheSdk(): void {
  const ours = new Set(['@parley/sdk', '@parley/contracts', '@parley/kit', 'zod'])
  registerHooks({
    resolve(specifier, context, next) {
      if (!ours.has(specifier)) return next(specifier, context)
      try {
        return next(specifier, context)
      } catch {
        return next(specifier, { ...context, parentURL: import.meta.url })
      }
    },
  })
}
