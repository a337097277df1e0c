// Loaded into a server before anything else: when the launcher is killed the server ends in order, as by a Ctrl-C.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
