import { join } from 'node:path'
import { proveFlows } from './prove-flows.ts'

const shipped = join(import.meta.dirname, '../../../../extensions/flows')
const outside = process.env.PARLEY_EXTENSIONS

await proveFlows([shipped])
if (outside !== undefined) await proveFlows([join(outside, 'flows')], [shipped])
