import { readdirSync, readFileSync } from 'node:fs';

/** CPU time of a process so far, in seconds (proc(5), stat). Linux counts hundredths. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** CPU time so far of each of a process's threads with this name, in seconds, by where it is counted. */
export function threadSeconds(pid: number, name: string): ReadonlyMap<string, number> {
  const threads = readdirSync(`/proc/${pid}/task`).map((tid) => `/proc/${pid}/task/${tid}`);
  const named = threads.filter((task) => nameOf(task) === name);
  return new Map(named.map((task) => [task, runSeconds(task)]));
}

/** Empty for a thread that has just ended. */
function nameOf(task: string): string {
  try {
    return readFileSync(`${task}/comm`, 'utf8').trim();
  } catch {
    return '';
  }
}

/** Counted by the scheduler, in nanoseconds. */
function runSeconds(task: string): number {
  try {
    return Number(readFileSync(`${task}/schedstat`, 'utf8').split(' ')[0]) / 1e9;
  } catch {
    return 0;
  }
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
