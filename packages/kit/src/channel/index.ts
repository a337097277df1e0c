export type { ChannelServer, OpenChannelServer } from './check-at-server.ts'
export { checkChannel } from './check-channel.ts'
export { type ChannelHarness, type FoundChannel, findChannels } from './find-channels.ts'
