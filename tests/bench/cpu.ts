import { readFileSync } from 'node:fs';

/** CPU time of a process so far, in seconds (proc(5), stat). Linux counts hundredths. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** What share of a core processes use while something runs. */
export async function share(
  pids: readonly number[],
  during: () => Promise<unknown>,
): Promise<number[]> {
  const before = pids.map(cpuSeconds);
  const started = performance.now();
  await during();
  const seconds = (performance.now() - started) / 1000;
  return pids.map((pid, at) => (cpuSeconds(pid) - (before[at] ?? 0)) / seconds);
}

export function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(1)} %`;
}
