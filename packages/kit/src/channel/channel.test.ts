import { join } from 'node:path'
import { openChannelServer } from '../../../../apps/server/test/channel-server.ts'
import { checkChannel } from './check-channel.ts'
import { findChannels } from './find-channels.ts'

const shipped = join(import.meta.dirname, '../../../../extensions/channels')
const outside = process.env.PARLEY_EXTENSIONS

const roots = outside === undefined ? [shipped] : [shipped, join(outside, 'channels')]
for (const { channel, harness } of await findChannels(...roots)) checkChannel(channel, harness, openChannelServer)
