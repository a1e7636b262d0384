/**
 * Milliseconds that this thread has worked so far. For tests of what something costs: others' work on the same machine is
 * not counted, as it is on any clock.
 */
export function workedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
