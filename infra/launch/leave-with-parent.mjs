/* Preloaded into every process we start: when the parent is gone, however it went, this process stops as if asked to. */
const patience = 20_000;

if (process.channel) {
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), patience).unref();
  });
  // Listening must not keep a process alive that has nothing else to do.
  process.channel.unref();
}
