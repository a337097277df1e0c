import { checkPayment } from '@parley/kit'
import sandbox from './index.ts'

checkPayment(sandbox, { settings: { webhookSecret: 'a secret for the tests', delaySeconds: 60 } })
